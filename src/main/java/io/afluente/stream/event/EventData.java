package io.afluente.stream.event;

import java.util.Map;

/**
 * What an event is about.
 *
 * @param contentType of the value; null if the event does not say one
 * @param value in that type
 * @param extensions further attributes of the event, as text, by their names
 */
public record EventData(String contentType, byte[] value, Map<String, String> extensions) {
    /** A value that came in no envelope. */
    public EventData(String contentType, byte[] value) {
        this(contentType, value, Map.of());
    }
}
