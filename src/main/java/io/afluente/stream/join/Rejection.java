package io.afluente.stream.join;

import io.afluente.image.EnumNames;

/** Why a label can't be used. */
enum Rejection {
    /** The same was said before. */
    DUPLICATE,
    /** Something else was said before. */
    CONTRADICTION,
    /** Its image is no longer kept. */
    LATE,
    /** There is no such image, or none came while it waited. */
    UNKNOWN,
    /** Its image was never answered. */
    UNANSWERED;

    String wireName() {
        return EnumNames.of(this);
    }
}
