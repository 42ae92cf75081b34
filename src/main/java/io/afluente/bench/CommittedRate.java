package io.afluente.bench;

/** How fast a topology reads for good: by committed input, from a tenth of it on to its end. */
final class CommittedRate {
    private CommittedRate() {}

    /**
     * Waits until all is read and committed.
     *
     * @param role whose group reads
     * @param records that lie on the topic
     * @return records per second
     */
    static double await(
            BenchCluster.Experiment experiment, String role, String topic, long records) {
        long asked = System.nanoTime();
        long from = experiment.awaitRead(role, topic, records / 10);
        long start = System.nanoTime();
        experiment.awaitRead(role, topic, records);
        long end = System.nanoTime();
        // one commit took it all: only the time since it was asked is left to rate it by
        return from == records
                ? records * 1e9 / (end - asked)
                : (records - from) * 1e9 / (end - start);
    }
}
