package io.afluente.stream.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * Makes events of the records that a role writes, by headers; in structured mode {@link
 * EventEnvelope} has them in the value in the end. Safe for any thread.
 *
 * @param mode whether they are events at all
 * @param role which writes them
 * @param type of all of them
 */
public record EventHeaders(EventMode mode, String role, String type) {
    /** What the names of headers begin with that are attributes. */
    public static final String PREFIX = "ce_";

    /** Of an answer to an image. */
    public static final String PREDICTION = "io.afluente.prediction.v1";

    /** Of the score of a mini-batch. */
    public static final String SCORE = "io.afluente.score.v1";

    /** The end of the year 9999: the standard's times have four digits for a year. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private static final byte[] VERSION = bytes("1.0");

    /**
     * Adds the attributes of one event, if it is to be one. The same record makes the same event
     * each time, so that who receives it twice can tell.
     *
     * @param model that it comes from
     * @param id of the event, among all of this role and model
     * @param subject what it is about
     * @param timestamp of the record, in milliseconds since 1970
     */
    public void put(Headers headers, String model, Object id, String subject, long timestamp) {
        if (mode == EventMode.NONE) {
            return;
        }
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", bytes(id.toString()));
        headers.add("ce_source", bytes("/afluente/" + role + "/" + model));
        headers.add("ce_type", bytes(type));
        headers.add("ce_subject", bytes(subject));
        if (timestamp >= 0 && timestamp <= LAST_MILLIS) {
            headers.add("ce_time", bytes(Instant.ofEpochMilli(timestamp).toString()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
