package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends bad records to the DLQ, with their original bytes and headers and a reason, in the same
 * transaction that moves past them; or nowhere, where another one does. Any other exception is our
 * own fault and stops the process.
 */
public final class DeadLetters implements ProcessingExceptionHandler {
    /**
     * Configuration: the DLQ, how large its records may be, a {@link DeadLetterTime}, and the
     * {@link Meters} to count on.
     */
    public static final String TOPIC = "afluente.dlq.topic";

    public static final String MAX_BYTES = "afluente.dlq.max.bytes";
    public static final String TIME = "afluente.dlq.time";
    public static final String METERS = "afluente.dlq.meters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Map<String, Meters.Counter> dead = new ConcurrentHashMap<>();
    private String topic;
    private int maxBytes;
    private DeadLetterTime time;
    private Meters meters;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = (String) configs.get(TOPIC);
        maxBytes = (Integer) configs.get(MAX_BYTES);
        time = (DeadLetterTime) configs.get(TIME);
        meters = (Meters) configs.get(METERS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        if (!(fault instanceof BadRecordException bad)) {
            return Response.fail();
        }
        if (topic == null) {
            return Response.resume(List.of());
        }
        counterOf(fault.getMessage()).add(1);
        LOG.debug(
                "To {}: {}-{}@{}: {}",
                topic,
                context.topic(),
                context.partition(),
                context.offset(),
                fault.getMessage());
        ProducerRecord<byte[], byte[]> letter = deadLetter(context, fault.getMessage());
        if (bad.isPassing()) {
            HeaderNames.put(letter.headers(), HeaderNames.DLQ_PASSING, true);
        }
        return Response.resume(List.of(letter));
    }

    /** Reasons begin with the field that was wrong: few, and never the sender's own words. */
    private Meters.Counter counterOf(String reason) {
        int colon = reason.indexOf(':');
        String field = colon > 0 ? reason.substring(0, colon) : "other";
        return dead.computeIfAbsent(
                field, f -> meters.counter("dead.letters", "topic", topic, "reason", f));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, String reason) {
        return DeadLetter.of(
                new ConsumerRecord<>(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        context.timestamp(),
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        ConsumerRecord.NULL_SIZE,
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        context.headers(),
                        Optional.empty()),
                reason,
                topic,
                time.of(context.timestamp(), System.currentTimeMillis()),
                maxBytes);
    }
}
