package io.afluente.stream.format;

import io.afluente.image.LabeledImage;
import java.io.IOException;

/** Somebody else's way to write pictures and to read what is answered. */
interface OtherStack {
    byte[] photo(String topic, LabeledImage picture) throws IOException;

    /** The field of a value; a text or a number. */
    Object field(String topic, byte[] value, String name) throws IOException;
}
