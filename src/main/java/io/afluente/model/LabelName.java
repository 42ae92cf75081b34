package io.afluente.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a label that comes to a network later may be called. */
public final class LabelName {
    /** As long as the name of a folder of pictures can be. */
    public static final int MAX_LENGTH = 255;

    private LabelName() {}

    /**
     * A name as it is typed.
     *
     * @return the same
     * @throws BadNetworkException if nothing can be called so
     */
    public static String of(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new BadNetworkException(
                    "label: a name without blanks around it is needed, not \"" + name + "\"");
        }
        if (name.length() > MAX_LENGTH) {
            throw new BadNetworkException(
                    "label: its name has %,d characters, %d are the most"
                            .formatted(name.length(), MAX_LENGTH));
        }
        if (name.codePoints().anyMatch(LabelName::isNoText)) {
            throw new BadNetworkException("label: its name has characters that can't be written");
        }
        return name;
    }

    /**
     * A name as it is sent, in UTF-8.
     *
     * @throws BadNetworkException if nothing can be called so
     */
    public static String of(byte[] utf8) {
        try {
            return of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw new BadNetworkException("label: its name is not UTF-8", e);
        }
    }

    private static boolean isNoText(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
