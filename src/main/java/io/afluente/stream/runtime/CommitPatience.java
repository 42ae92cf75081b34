package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;

/**
 * How long the commits of one stream thread may come to nothing. Each is done again, which is right
 * after a broker was gone; but one that answers every commit with a fault would keep the thread
 * busy for ever, with nothing to show for it. Outlives the producers of its thread, since Kafka
 * Streams makes a new one after each lost commit.
 */
final class CommitPatience {
    /** Far longer than a broker takes to come back, once it answers at all. */
    static final Duration USUAL = Duration.ofMinutes(5);

    private final Duration limit;
    private final LongSupplier nanos;
    private final Meters.Counter lost;
    private int failures;
    private long since;

    /**
     * @param limit from the first commit that came to nothing to the last
     * @param nanos the time
     * @param lost counts commits that came to nothing
     */
    CommitPatience(Duration limit, LongSupplier nanos, Meters.Counter lost) {
        this.limit = limit;
        this.nanos = nanos;
        this.lost = lost;
    }

    /** A commit counts. */
    void committed() {
        failures = 0;
    }

    /**
     * A commit has come to nothing.
     *
     * @throws KafkaException if that goes on for too long
     */
    void lost(KafkaException fault) {
        lost.add(1);
        if (failures++ == 0) {
            since = nanos.getAsLong();
        }
        Duration waited = Duration.ofNanos(nanos.getAsLong() - since);
        if (waited.compareTo(limit) > 0) {
            throw new KafkaException(
                    "no commit has counted for %,d s, after %,d tries: %s"
                            .formatted(waited.toSeconds(), failures, fault.getMessage()),
                    fault);
        }
    }
}
