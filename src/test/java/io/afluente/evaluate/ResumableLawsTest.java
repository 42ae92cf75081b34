package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for everything that can be put away and taken up again. */
class ResumableLawsTest {
    /** A kind of resumable, how to make one, and how to give it one random example. */
    record Kind<T extends Resumable>(
            String name, Supplier<T> fresh, BiFunction<T, Random, Object> update) {
        /** Feeds examples and returns all that was said of them. */
        List<Object> feed(T resumable, int examples, long seed) {
            Random random = new Random(seed);
            List<Object> said = new ArrayList<>();
            for (int i = 0; i < examples; i++) {
                said.add(update.apply(resumable, random));
            }
            return said;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind<? extends Resumable>> kinds() {
        return Stream.concat(
                Arrays.stream(DriftMethod.values()).map(ResumableLawsTest::usual), others());
    }

    private static Kind<DriftDetector> usual(DriftMethod method) {
        return detector(method.name(), () -> method.after(100));
    }

    private static Stream<Kind<? extends Resumable>> others() {
        return Stream.of(
                new Kind<>(
                        "confusion counts",
                        () -> new ConfusionCounts(3),
                        (c, random) -> {
                            c.update(random.nextInt(3), random.nextInt(4) - 1);
                            return List.of(c.accuracy(), c.macro(), c.micro(), c.neverPredicted());
                        }),
                new Kind<>(
                        "confusion counts of many labels",
                        () -> new ConfusionCounts(101),
                        (c, random) -> {
                            c.update(random.nextInt(101), random.nextInt(4) - 1);
                            return List.of(c.accuracy(), c.macro(), c.micro());
                        }),
                new Kind<>(
                        "prequential",
                        () -> new Prequential(3, 50, 0.01),
                        (p, random) -> {
                            boolean right = p.update(random.nextInt(3), answer(random));
                            return List.of(right, p.score(), p.counts().micro());
                        }),
                new Kind<>(
                        "paired counts",
                        PairedCounts::new,
                        (p, random) -> {
                            p.update(random.nextBoolean(), random.nextBoolean());
                            return p.comparison();
                        }),
                detector("a quick DDM", Ddm::new),
                detector("a quick Page-Hinkley", () -> new PageHinkley(30, 0.005, 10, 0.9999)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends Resumable> void shouldGoOnAsIfNothingHadHappened(Kind<T> kind) throws IOException {
        for (int before : new int[] {0, 1, 31, 49, 50, 51, 99, 100, 777, 2_000}) {
            // Given
            T original = kind.fresh.get();
            kind.feed(original, before, 1);
            // When
            T resumed = kind.fresh.get();
            load(resumed, bytes(original));
            // Then
            assertThat(bytes(resumed)).isEqualTo(bytes(original));
            assertThat(kind.feed(resumed, 1_500, 2)).isEqualTo(kind.feed(original, 1_500, 2));
            assertThat(bytes(resumed)).isEqualTo(bytes(original));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends Resumable> void shouldReplaceWhatWasThereBefore(Kind<T> kind) throws IOException {
        T original = kind.fresh.get();
        kind.feed(original, 70, 1);
        T used = kind.fresh.get();
        kind.feed(used, 1_234, 3);

        load(used, bytes(original));

        assertThat(bytes(used)).isEqualTo(bytes(original));
        assertThat(kind.feed(used, 500, 2)).isEqualTo(kind.feed(original, 500, 2));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends Resumable> void shouldReadExactlyWhatItWrote(Kind<T> kind) throws IOException {
        T original = kind.fresh.get();
        kind.feed(original, 300, 1);
        byte[] saved = bytes(original);

        assertThat(load(kind.fresh.get(), saved).available()).isZero();
        for (int length = 0; length < saved.length; length++) {
            byte[] cut = Arrays.copyOf(saved, length);
            assertThatThrownBy(() -> load(kind.fresh.get(), cut)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T extends Resumable> void shouldSurviveOrRefuseDamage(Kind<T> kind) throws IOException {
        T original = kind.fresh.get();
        kind.feed(original, 300, 1);
        byte[] saved = bytes(original);
        Random random = new Random(4);
        for (int trial = 0; trial < 2_000; trial++) {
            byte[] damaged = saved.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            T resumed = kind.fresh.get();
            try {
                load(resumed, damaged);
            } catch (IOException refused) {
                continue;
            }
            kind.feed(resumed, 10, 5);
        }
    }

    @Test
    void shouldNameTheSettingThatDiffers() throws IOException {
        byte[] saved = bytes(new Prequential(3, 50, 0.01));

        assertThatThrownBy(() -> load(new Prequential(4, 50, 0.01), saved))
                .hasMessage("saved state: number of labels is 3, must be 4");
        assertThatThrownBy(() -> load(new Prequential(3, 60, 0.01), saved))
                .hasMessage("saved state: window is 50, must be 60");
        assertThatThrownBy(() -> load(new Prequential(3, 50, 0.02), saved))
                .hasMessage("saved state: fading alpha is 0.01, must be 0.02");
    }

    private static Kind<DriftDetector> detector(String name, Supplier<DriftDetector> fresh) {
        // Error rates that wander, so that drifts and warnings come up
        return new Kind<>(
                name,
                fresh,
                (d, random) -> {
                    double rate = 0.1 + 0.8 * Math.abs(random.nextGaussian() / 3);
                    List<Drift> said = new ArrayList<>();
                    for (int i = 0; i < 40; i++) {
                        said.add(d.update(random.nextDouble() < rate));
                    }
                    return said;
                });
    }

    private static float[] answer(Random random) {
        float nan = random.nextInt(20) == 0 ? Float.NaN : 0;
        return new float[] {random.nextFloat(), random.nextFloat() + nan, random.nextFloat()};
    }

    private static byte[] bytes(Resumable resumable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        resumable.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream load(Resumable resumable, byte[] saved) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
        resumable.load(in);
        return in;
    }
}
