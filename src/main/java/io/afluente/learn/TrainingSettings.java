package io.afluente.learn;

import io.afluente.model.Shards;

/**
 * How each mini-batch is trained on, and what of it serves.
 *
 * @param steps taken down the gradient of each new mini-batch, at least 1
 * @param replays mini-batches of past examples trained on after each new one
 * @param memory past examples kept for that: a sample of all of them
 * @param averageDecay of the average that serves in place of the parameters that learn; 0 for none
 * @param rate by which the updater's own learning rate is multiplied
 * @param shards that a mini-batch is split into; of their threads the identity knows nothing
 */
public record TrainingSettings(
        int steps, int replays, int memory, double averageDecay, RateSchedule rate, Shards shards) {
    /** One step for each mini-batch at the same rate, nothing else. */
    public static final TrainingSettings PLAIN =
            new TrainingSettings(1, 0, 0, 0, RateSchedule.CONSTANT);

    public TrainingSettings {
        if (steps < 1 || replays < 0 || memory < 0) {
            throw new IllegalArgumentException(
                    "practice: needs 1 or more steps, 0 or more replays and memory, got %d, %d, %d"
                            .formatted(steps, replays, memory));
        }
    }

    /** Learns from mini-batches as a whole. */
    public TrainingSettings(
            int steps, int replays, int memory, double averageDecay, RateSchedule rate) {
        this(steps, replays, memory, averageDecay, rate, Shards.NONE);
    }

    /** The same with mini-batches split in another way. */
    public TrainingSettings withShards(Shards other) {
        return new TrainingSettings(steps, replays, memory, averageDecay, rate, other);
    }

    /** How many past examples are really kept: none where nobody asks for them again. */
    int kept() {
        return replays == 0 ? 0 : memory;
    }
}
