package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import io.afluente.stream.client.ClientName;
import io.afluente.stream.client.GroupLag;
import io.afluente.stream.record.PredictionRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows now and then how far a group is behind; no number while the brokers don't answer. */
public final class LagWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final int EVERY_SECONDS = 5;
    private static final int ANSWER_WITHIN_MS = 10_000;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LagWatch::daemon);
    private final GroupLag lag;
    private final String topic;
    private volatile double records = Double.NaN;
    private PredictionRecord last = PredictionRecord.KNOWN;

    /** What came of a look; told when it is another than before. */
    private enum PredictionRecord {
        KNOWN,
        REFUSED,
        NONE
    }

    private LagWatch(GroupLag lag, String topic) {
        this.lag = lag;
        this.topic = topic;
    }

    /**
     * Looks from now on, every few seconds, in a thread of its own.
     *
     * @param client configuration of any Kafka client
     * @param group whose committed offsets count
     * @param meters where the gauge {@code lag.records} of the topic goes
     */
    public static LagWatch start(
            Map<String, Object> client, String group, String topic, Meters meters) {
        Map<String, Object> config = new HashMap<>(ClientName.with(client, "lag-of-" + topic));
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        LagWatch watch = new LagWatch(new GroupLag(config, group, topic), topic);
        meters.gauge("lag.records", () -> watch.records, "topic", topic);
        var unused =
                watch.thread.scheduleWithFixedDelay(
                        watch::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    /** Records still to be read when it looked last; NaN where that is not known. */
    public double records() {
        return records;
    }

    @Override
    public void close() {
        thread.execute(lag::close);
        thread.shutdown();
    }

    private void look() {
        try {
            long left = lag.records();
            records = left;
            if (turns(PredictionRecord.KNOWN)) {
                LOG.info("Kafka answers again: {} records of {} to read", left, topic);
            }
        } catch (AuthorizationException e) {
            records = Double.NaN;
            if (turns(PredictionRecord.REFUSED)) {
                LOG.warn("How far the group is behind is not for this user: {}", e.getMessage());
            }
        } catch (KafkaException e) {
            records = Double.NaN;
            if (turns(PredictionRecord.NONE)) {
                LOG.warn(
                        "Kafka does not answer ({}); {} is read on when it does",
                        e.getMessage(),
                        topic);
            }
        } catch (RuntimeException | Error e) {
            records = Double.NaN;
            LOG.error("How far the group is behind can't be looked up any more", e);
            throw e;
        }
    }

    private boolean turns(PredictionRecord now) {
        boolean another = now != last;
        last = now;
        return another;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lag");
        thread.setDaemon(true);
        return thread;
    }
}
