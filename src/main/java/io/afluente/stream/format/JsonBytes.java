package io.afluente.stream.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Arrays;

/**
 * A JSON value that is written from beginning to end straight into bytes, as Jackson's generator
 * would write it. Commas, colons and braces are the caller's to write.
 */
public final class JsonBytes {
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int length;

    /**
     * @param usual how many bytes most such values have; larger ones take longer
     */
    public JsonBytes(int usual) {
        this.bytes = new byte[Math.max(LONGEST_NUMBER, usual)];
    }

    /** What is JSON already. */
    public JsonBytes raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** A single character of ASCII. */
    public JsonBytes raw(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** A string in its quotes, with what must be escaped in it. */
    public JsonBytes text(String text) {
        reserve(text.length() + 2);
        raw('"');
        if (isPlain(text)) {
            ascii(text);
        } else {
            // half a character becomes a question mark: Jackson's encoder would throw
            String whole = new String(text.getBytes(UTF_8), UTF_8);
            raw(JsonStringEncoder.getInstance().quoteAsUTF8(whole));
        }
        return raw('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A whole number. */
    public JsonBytes number(long number) {
        reserve(LONGEST_NUMBER);
        length = NumberOutput.outputLong(number, bytes, length);
        return this;
    }

    /**
     * A number in the fewest digits that are read back as the same float. What is no number becomes
     * a string.
     */
    public JsonBytes number(float number) {
        reserve(ShortDecimal.LONGEST);
        int end = ShortDecimal.write(number, bytes, length);
        if (end < 0) {
            return otherwise(number);
        }
        length = end;
        return this;
    }

    private JsonBytes otherwise(float number) {
        String decimal = NumberOutput.toString(number, true);
        if (!Float.isFinite(number)) {
            return text(decimal);
        }
        reserve(decimal.length());
        ascii(decimal);
        return this;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += text.length();
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** All that was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
