package io.afluente.learn.example;

import static io.afluente.TestLearning.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.Saving;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples that are kept: a fair sample of all, or the last ones. */
class ReservoirTest {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);
    private static final InputShape DOT = new InputShape(1, 1, 1);

    @Test
    void shouldKeepEachOfManyWithTheSameProbability() {
        int[] kept = new int[20];
        for (int seed = 0; seed < 4_000; seed++) {
            Reservoir reservoir =
                    new Reservoir(5, new ExampleForm(DOT, 10), new SeededHash(seed, "test"));
            for (int i = 0; i < 20; i++) {
                reservoir.offer(dot(i));
            }
            IntStream.range(0, 5).forEach(p -> kept[(int) reservoir.get(p).offset()]++);
        }

        // 1,000 are expected of each; the deviation is 27
        assertThat(Arrays.stream(kept)).allSatisfy(n -> assertThat(n).isBetween(880, 1_120));
    }

    @Test
    void shouldTellThePlaceThatWasTaken() {
        Reservoir reservoir = new Reservoir(3, new ExampleForm(DOT, 10), new SeededHash(1, "test"));
        for (int i = 0; i < 50; i++) {
            int place = reservoir.offer(dot(i));
            assertThat(place).isBetween(ExampleSet.REFUSED, 2);
            if (place != ExampleSet.REFUSED) {
                assertThat(reservoir.get(place).offset()).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldKeepNothingWithoutPlaces() {
        Reservoir reservoir = new Reservoir(0, new ExampleForm(DOT, 10), new SeededHash(1, "test"));

        assertThat(reservoir.offer(dot(1))).isEqualTo(ExampleSet.REFUSED);
        assertThat(reservoir.size()).isZero();
    }

    @Test
    void shouldGoOnTheSameAfterBeingPutAway() throws IOException {
        Reservoir undisturbed =
                new Reservoir(4, new ExampleForm(SHAPE, 10), new SeededHash(1, "test"));
        Reservoir restarted =
                new Reservoir(4, new ExampleForm(SHAPE, 10), new SeededHash(1, "test"));
        for (int i = 0; i < 30; i++) {
            undisturbed.offer(example(i));
            restarted.offer(example(i));
            restarted =
                    Saving.again(
                            restarted,
                            () ->
                                    new Reservoir(
                                            4,
                                            new ExampleForm(SHAPE, 10),
                                            new SeededHash(1, "test")));
        }

        assertThat(all(restarted)).isEqualTo(all(undisturbed)).hasSize(4);
    }

    @Test
    void shouldKeepExamplesPackedAndNothingElse() {
        Reservoir reservoir =
                new Reservoir(4, new ExampleForm(SHAPE, 10), new SeededHash(1, "test"));
        Example given = example(1);
        reservoir.offer(given);

        assertThat(reservoir.get(0)).isEqualTo(given).isNotSameAs(given);
    }

    @Test
    void shouldKeepTheLatestInAWindow() throws IOException {
        RecentExamples recent = new RecentExamples(4, new ExampleForm(SHAPE, 10));
        for (int i = 0; i < 10; i++) {
            recent.offer(example(i));
            recent = Saving.again(recent, () -> new RecentExamples(4, new ExampleForm(SHAPE, 10)));
        }

        assertThat(all(recent))
                .extracting(Example::offset)
                .containsExactlyInAnyOrder(6L, 7L, 8L, 9L);
    }

    @Test
    void shouldStartOverWhenCleared() {
        Reservoir reservoir = new Reservoir(4, new ExampleForm(DOT, 10), new SeededHash(1, "test"));
        IntStream.range(0, 100).forEach(i -> reservoir.offer(dot(i)));
        reservoir.clear();
        IntStream.range(200, 204).forEach(i -> reservoir.offer(dot(i)));

        assertThat(all(reservoir))
                .extracting(Example::offset)
                .containsExactly(200L, 201L, 202L, 203L);
    }

    @Test
    void shouldPackDigitsWell() {
        assertThat(new Packer().pack(example(1))).hasSizeLessThan(28 * 28 + Packer.ROOM);
        assertThat(new Packer().pack(new Example(1, "", blank()))).hasSizeLessThan(40);
    }

    @Test
    void shouldPackTheSameWhateverWasPackedBefore() {
        Packer used = new Packer();
        for (int i = 0; i < 20; i++) {
            assertThat(used.pack(example(i))).isEqualTo(new Packer().pack(example(i)));
        }
    }

    @Test
    void shouldRefuseAStateOfMoreThanThereIsRoomFor() throws IOException {
        Reservoir four = new Reservoir(4, new ExampleForm(DOT, 10), new SeededHash(1, "test"));
        IntStream.range(0, 4).forEach(i -> four.offer(dot(i)));

        assertThatThrownBy(
                        () ->
                                Saving.again(
                                        four,
                                        () ->
                                                new Reservoir(
                                                        3,
                                                        new ExampleForm(DOT, 10),
                                                        new SeededHash(1, "test"))))
                .hasMessageContaining("kept examples is 4, must be 0 to 3");
    }

    private static List<Example> all(ExampleSet set) {
        return IntStream.range(0, set.size()).mapToObj(set::get).toList();
    }

    private static Example dot(int offset) {
        return new Example(offset, "", new LabeledImage(new Image(DOT, new byte[1]), 0));
    }

    private static LabeledImage blank() {
        return new LabeledImage(new Image(SHAPE, new byte[SHAPE.size()]), 0);
    }
}
