package io.afluente.bench;

/**
 * From the produce call of an image to its prediction's arrival at a consumer of committed records.
 *
 * @param engine name of what computed the answers
 * @param guarantee of classification
 * @param commits early where no other image waits, or at the interval alone
 * @param rate images a second
 * @param swapping whether another version was published every second
 * @param p50 in milliseconds
 * @param p95 in milliseconds
 * @param p99 in milliseconds
 * @param medianSlice half of the images were answered in slices of this size, or smaller ones
 */
public record Latency(
        String engine,
        String guarantee,
        Commits commits,
        int rate,
        boolean swapping,
        double p50,
        double p95,
        double p99,
        int medianSlice) {
    /** When answers can be seen. */
    public enum Commits {
        EARLY,
        INTERVAL,
        /** At-least-once they are seen when they are sent. */
        NONE
    }
}
