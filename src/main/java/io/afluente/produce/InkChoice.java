package io.afluente.produce;

import io.afluente.image.EnumNames;
import io.afluente.stream.record.InkWord;
import java.util.Optional;

/** What senders say of the writing on their pictures. */
public enum InkChoice {
    /** All pictures show writing, each in its own way. */
    AUTO(InkWord.ANY),
    /** All show writing in dark on light. */
    DARK_ON_LIGHT(InkWord.DARK_ON_LIGHT),
    /** All show writing in light on dark. */
    LIGHT_ON_DARK(InkWord.LIGHT_ON_DARK),
    /** They show no writing: nothing is looked for, and they stay as they are. */
    AS_IS(null);

    private final String word;

    InkChoice(String word) {
        this.word = word;
    }

    /** What a record says of it; empty for nothing. */
    Optional<String> word() {
        return Optional.ofNullable(word);
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
