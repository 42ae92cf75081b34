package io.afluente.learn.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import io.afluente.image.EnumNames;

/**
 * Something that happened to the model beside learning, told on the topic of scores.
 *
 * @param kind of it
 * @param offset on the labelled stream where it happened
 * @param about in words
 */
public record Event(Kind kind, long offset, String about) {
    /** What can happen. */
    public enum Kind {
        /** The detector says that errors may be rising. */
        WARNING,
        /** The detector says that errors have risen. */
        DRIFT,
        /** A drift led to an action. */
        ACTED,
        /** A checkpoint was not good enough to serve. */
        HELD,
        /** The version put forward turned out worse than an earlier one, which serves again. */
        ROLLED_BACK,
        /** An order from the stream was carried out. */
        ORDERED,
        /** A key that is held out comes again and again: nothing is learned from it. */
        KEY_HELD_OUT,
        /** More happened than a score has room for. */
        LEFT_OUT;

        /** The name on the wire, such as {@code rolled-back}. */
        @JsonValue
        public String wireName() {
            return EnumNames.of(this);
        }
    }
}
