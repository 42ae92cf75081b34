package io.afluente.model;

/**
 * How a mini-batch is split for a training step: gradients are computed shard by shard, and summed
 * in the order of the shards.
 *
 * @param count of shards; it decides the order of sums, and so the bits that are learned
 * @param threads that compute them, which decide nothing but the time it takes
 */
public record Shards(int count, int threads) {
    /** A mini-batch as a whole. */
    public static final Shards NONE = new Shards(1, 1);

    public Shards {
        if (count < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "shards: needs 1 or more of them and of threads, got %d and %d"
                            .formatted(count, threads));
        }
    }

    /** Whether there is more than one. */
    public boolean split() {
        return count > 1;
    }
}
