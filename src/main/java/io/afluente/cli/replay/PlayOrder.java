package io.afluente.cli.replay;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which the examples of a data set are sent.
 *
 * @param examples how many there are
 * @param shuffleSeed file order if empty; else each pass has an order of its own, the same in every
 *     run
 */
public record PlayOrder(int examples, Optional<Long> shuffleSeed) {

    /** The indices of a pass over the data set, each once. */
    public int[] pass(int number) {
        int[] order = IntStream.range(0, examples).toArray();
        shuffleSeed.ifPresent(seed -> shuffle(order, new Random(31 * seed + number)));
        return order;
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
