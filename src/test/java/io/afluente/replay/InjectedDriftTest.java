package io.afluente.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.replay.InjectedDrift.Kind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectedDriftTest {
    private static final int LABELS = 10;

    @ParameterizedTest
    @EnumSource
    void shouldLeaveWhatComesBefore(Kind kind) {
        InjectedDrift drift = new InjectedDrift(kind, 5, 1, LABELS);

        assertThat(drift.apply(4, example(3))).isEqualTo(example(3));
        if (kind != Kind.NONE) {
            assertThat(drift.apply(5, example(3))).isNotEqualTo(example(3));
        }
    }

    @Test
    void shouldPermuteLabelsSoThatNoneStays() {
        InjectedDrift drift = new InjectedDrift(Kind.LABELS, 0, 1, LABELS);
        Set<Integer> labels = new HashSet<>();
        for (int label = 0; label < LABELS; label++) {
            int now = drift.apply(label, example(label)).label();
            assertThat(now).isNotEqualTo(label);
            assertThat(drift.apply(1_000_000, example(label)).label()).isEqualTo(now);
            labels.add(now);
        }

        assertThat(labels).hasSize(LABELS);
    }

    @Test
    void shouldDrawRandomLabelsEventByEventAndTheSameInEveryRun() {
        InjectedDrift drift = new InjectedDrift(Kind.NOISE, 0, 1, LABELS);
        int[] counts = new int[LABELS];
        for (int event = 0; event < 10_000; event++) {
            int label = drift.apply(event, example(3)).label();
            assertThat(drift.apply(event, example(3)).label()).isEqualTo(label);
            counts[label]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(800, 1_200);
        }
    }

    @Test
    void shouldInvertEachPixel() {
        LabeledImage inverted = new InjectedDrift(Kind.INVERT, 0, 1, LABELS).apply(0, example(3));

        assertThat(inverted.image().pixels())
                .containsExactly(255 - 1, 255 - 2, 255 - 3, 255 - 4, 255 - 5, 255 - 6);
        assertThat(inverted.label()).isEqualTo(3);
    }

    // 1 2 3      4 1
    // 4 5 6  to  5 2
    //            6 3
    @Test
    void shouldTurnAPictureToTheRight() {
        LabeledImage turned = new InjectedDrift(Kind.ROTATE, 0, 1, LABELS).apply(0, example(3));

        assertThat(turned.image())
                .isEqualTo(new Image(new InputShape(3, 2, 1), new byte[] {4, 1, 5, 2, 6, 3}));
    }

    private static LabeledImage example(int label) {
        byte[] pixels = {1, 2, 3, 4, 5, 6};
        return new LabeledImage(new Image(new InputShape(2, 3, 1), pixels), label);
    }
}
