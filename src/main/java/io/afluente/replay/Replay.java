package io.afluente.replay;

import io.afluente.image.LabeledImage;
import io.afluente.image.data.Dataset;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * Plays a data set as events. An example has the same id in every pass and in every run, see {@link
 * Dataset#id}. One that can't be read is passed over.
 *
 * @param examples what is played
 * @param order in which they come
 * @param passes over all of them
 * @param pace at which they come
 * @param drift what is made to change on the way
 */
public record Replay(
        Dataset examples, PlayOrder order, int passes, Pace pace, InjectedDrift drift) {

    /** How many events it makes. */
    public long events() {
        return (long) passes * examples.size();
    }

    /**
     * Plays to the end.
     *
     * @param send takes each example with its id
     * @param progress told how many have had their turn
     * @return how many were sent
     */
    public long play(BiConsumer<String, LabeledImage> send, LongConsumer progress) {
        long turns = 0;
        long sent = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (int index : order.pass(pass)) {
                pace.await();
                Optional<LabeledImage> example = examples.read(index);
                if (example.isPresent()) {
                    send.accept(examples.id(index), drift.apply(turns, example.get()));
                    sent++;
                }
                progress.accept(++turns);
            }
        }
        return sent;
    }
}
