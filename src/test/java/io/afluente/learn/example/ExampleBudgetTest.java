package io.afluente.learn.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.ExampleBudget;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.RateSchedule;
import io.afluente.learn.TrainingSettings;
import io.afluente.learn.gate.GateSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a learner keeps takes no more memory than it may, however large its pictures are. */
class ExampleBudgetTest {
    private static final int MEGABYTES = 32;
    private static final InputShape LARGE = new InputShape(224, 224, 3);
    private static final GateSettings GATE = new GateSettings(true, 0.05, 400, 600, 200, 0.02);

    @ParameterizedTest
    @CsvSource({"28, 28, 1, 9", "32, 32, 3, 20"})
    void shouldKeepAllThatIsAskedForOfSmallPictures(
            int height, int width, int channels, int megabytes) {
        ExampleBudget budget = new ExampleBudget(new InputShape(height, width, channels));
        LearnSettings asked = settings(practice(1, 4000), GATE);

        assertThat(budget.fit(asked, MEGABYTES)).isSameAs(asked);
        assertThat(budget.bytes(asked))
                .isBetween((long) megabytes * 1_000_000, (megabytes + 1) * 1_000_000L);
    }

    @Test
    void shouldKeepFewerOfLargeOnesAndHalfOfThemToJudgeBy() {
        ExampleBudget budget = new ExampleBudget(LARGE);
        LearnSettings fit = budget.fit(settings(practice(1, 4000), GATE), MEGABYTES);

        assertThat(fit.practice().memory()).isEqualTo(110);
        assertThat(fit.gate()).isEqualTo(new GateSettings(true, 0.05, 44, 66, 44, 0.02));
        assertThat(budget.bytes(fit)).isBetween(33_000_000L, (long) MEGABYTES << 20);
        assertThat(budget.words(fit))
                .isEqualTo(
                        "up to 220 examples (110 to practise again, 110 held out) in at most 32 MB");
    }

    @Test
    void shouldLeaveToTheHeldOutWhatPastExamplesDoNotNeed() {
        LearnSettings fit =
                new ExampleBudget(LARGE).fit(settings(practice(1, 20), GATE), MEGABYTES);

        assertThat(fit.practice().memory()).isEqualTo(20);
        assertThat(fit.gate()).isEqualTo(new GateSettings(true, 0.05, 80, 120, 80, 0.02));
    }

    @Test
    void shouldLeaveToPastExamplesWhatIsNotHeldOut() {
        ExampleBudget budget = new ExampleBudget(LARGE);
        GateSettings few = new GateSettings(true, 0.05, 10, 10, 5, 0.02);

        LearnSettings fit = budget.fit(settings(practice(1, 4000), few), MEGABYTES);
        assertThat(fit.practice().memory()).isEqualTo(200);
        assertThat(fit.gate()).isEqualTo(few);

        LearnSettings open = budget.fit(settings(practice(1, 4000), GateSettings.OFF), MEGABYTES);
        assertThat(open.practice().memory()).isEqualTo(220);
        assertThat(open.gate()).isEqualTo(GateSettings.OFF);
    }

    @Test
    void shouldNotCountExamplesThatNobodyPractises() {
        LearnSettings fit =
                new ExampleBudget(LARGE).fit(settings(practice(0, 4000), GATE), MEGABYTES);

        assertThat(fit.practice().memory()).isEqualTo(4000);
        assertThat(fit.gate().recent() + fit.gate().all()).isEqualTo(220);
    }

    @Test
    void shouldHaveOneOfEachToJudgeByWhereNotEvenOneFits() {
        ExampleBudget budget = new ExampleBudget(new InputShape(4000, 4000, 3));
        LearnSettings fit = budget.fit(settings(practice(1, 4000), GATE), MEGABYTES);

        assertThat(fit.practice().memory()).isZero();
        assertThat(fit.gate()).isEqualTo(new GateSettings(true, 0.05, 1, 1, 1, 0.02));
        assertThat(budget.words(fit))
                .endsWith("(0 to practise again, 2 held out) in at most 92 MB");
    }

    @Test
    void shouldKeepWhatFitsOnceMore() {
        ExampleBudget budget = new ExampleBudget(LARGE);
        LearnSettings asked = settings(practice(1, 4000), GATE);

        LearnSettings fit = budget.fit(asked, MEGABYTES);
        assertThat(budget.fit(asked, MEGABYTES)).isEqualTo(fit);
        assertThat(budget.fit(fit, MEGABYTES)).isSameAs(fit);
    }

    @Test
    void shouldCountAsMuchAsNoiseUnderTheLongestIdTakes() {
        byte[] noise = new byte[LARGE.size()];
        new Random(1).nextBytes(noise);
        Example example =
                new Example(1, "i".repeat(1_000), new LabeledImage(new Image(LARGE, noise), 0));

        long counted = new ExampleBudget(LARGE).bytes(settings(practice(1, 1), GateSettings.OFF));
        assertThat((long) new Packer().pack(example).length).isBetween(counted - 1_500, counted);
    }

    private static TrainingSettings practice(int replays, int memory) {
        return new TrainingSettings(1, replays, memory, 0.998, RateSchedule.CONSTANT);
    }

    private static LearnSettings settings(TrainingSettings practice, GateSettings gate) {
        return new LearnSettings(32, 20, 1, 1000, 0.01).withPractice(practice).withGate(gate);
    }
}
