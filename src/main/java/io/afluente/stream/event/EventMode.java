package io.afluente.stream.event;

/** Whether what is written is an event, and of which mode. */
public enum EventMode {
    /** No event. */
    NONE,
    /** The attributes are headers, and the value is what it would be without them. */
    BINARY,
    /** One JSON object has the attributes, and the value as its data. */
    STRUCTURED
}
