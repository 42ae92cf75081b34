package io.afluente.stream.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What images are called: by their key, or by where they lie if that is no name. */
public final class ImageIds {
    private ImageIds() {}

    /** The id of an image's record. */
    public static String of(byte[] key, RecordPosition source) {
        return key == null || key.length == 0
                ? source.toString()
                : text(key).orElse(source.toString());
    }

    /** A key as text; empty if it is not UTF-8. */
    public static Optional<String> text(byte[] key) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
