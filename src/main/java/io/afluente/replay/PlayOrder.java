package io.afluente.replay;

import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The order in which the examples of a data set are sent.
 *
 * @param examples how many there are
 * @param shuffleSeed file order if empty; else each pass has an order of its own, the same in every
 *     run
 * @param rank of an example by its index: those of a lower rank come first
 */
public record PlayOrder(int examples, Optional<Long> shuffleSeed, IntUnaryOperator rank) {
    /** Without ranks. */
    public PlayOrder(int examples, Optional<Long> shuffleSeed) {
        this(examples, shuffleSeed, index -> 0);
    }

    /** The indices of a pass over the data set, each once. */
    public int[] pass(int number) {
        int[] order = IntStream.range(0, examples).toArray();
        shuffleSeed.ifPresent(seed -> shuffle(order, new Random(31 * seed + number)));
        return IntStream.of(order)
                .boxed()
                .sorted(Comparator.comparingInt(rank::applyAsInt))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Fisher and Yates: every order is as likely as any other. */
    private static void shuffle(int[] order, Random random) {
        for (int last = order.length - 1; last > 0; last--) {
            int chosen = random.nextInt(last + 1);
            int kept = order[last];
            order[last] = order[chosen];
            order[chosen] = kept;
        }
    }
}
