package io.afluente.replay;

import io.afluente.image.LabeledImage;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * Plays a data set as events. An example has the same id in every pass and in every run: where it
 * stands in the data set, such as {@code train-000123}.
 *
 * @param name of the data set, the start of its ids
 * @param examples what is played
 * @param order in which they come
 * @param passes over all of them
 * @param pace at which they come
 * @param drift what is made to change on the way
 */
public record Replay(
        String name,
        List<LabeledImage> examples,
        PlayOrder order,
        int passes,
        Pace pace,
        InjectedDrift drift) {

    /** How many events it makes. */
    public long events() {
        return (long) passes * examples.size();
    }

    /**
     * Plays to the end.
     *
     * @param send takes each example with its id
     * @param progress told how many have been sent
     */
    public void play(BiConsumer<String, LabeledImage> send, LongConsumer progress) {
        long sent = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (int index : order.pass(pass)) {
                pace.await();
                send.accept(id(index), drift.apply(sent, examples.get(index)));
                progress.accept(++sent);
            }
        }
    }

    private String id(int index) {
        return String.format(Locale.ROOT, "%s-%06d", name, index);
    }
}
