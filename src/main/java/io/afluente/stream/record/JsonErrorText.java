package io.afluente.stream.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.afluente.image.decode.ImageFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in the words of whoever sent some JSON why it can't be read, and where; the parser's own
 * messages speak of its options and of Java's classes.
 */
final class JsonErrorText {
    private static final Pattern BARE_WORD = Pattern.compile("token '(-?\\w{1,20})");
    private static final int EXCERPT = 12;
    private static final int WIRE_FORMAT = 5; // a zero and the number of a schema

    private JsonErrorText() {}

    /** Why a value can't be read. */
    static String of(byte[] value, IOException e) {
        if (isWireFormat(value)) {
            return "begins with a schema registry's five bytes (schema %d); schema-registry-url is not set"
                    .formatted(ByteBuffer.wrap(value).getInt(1));
        }
        Optional<String> other = ImageFormat.nameOf(value);
        if (other.isPresent()) {
            return "this is %s, not JSON".formatted(other.get());
        }
        if (isBinary(value)) {
            return "%,d bytes that are no JSON".formatted(value.length);
        }
        return "broken JSON" + reason(value, e);
    }

    /** Whether a value begins like nothing that is written in characters, nor any known file. */
    static boolean isBinary(byte[] value) {
        if (isWireFormat(value) || ImageFormat.nameOf(value).isPresent()) {
            return false;
        }
        boolean binary = false;
        for (int i = 0; i < Math.min(value.length, EXCERPT); i++) {
            if (value[i] == '{' || value[i] == '[' || value[i] == '"') {
                return false;
            }
            binary |= value[i] < ' ' && "\t\r\n".indexOf(value[i]) < 0;
        }
        return binary;
    }

    private static boolean isWireFormat(byte[] value) {
        return value.length > WIRE_FORMAT
                && value[0] == 0
                && (value[WIRE_FORMAT] == '{' || value[WIRE_FORMAT] == '[');
    }

    private static String reason(byte[] value, IOException e) {
        if (e instanceof JsonEOFException) {
            return ": it ends too early, after %,d bytes".formatted(value.length);
        }
        if (e instanceof StreamConstraintsException) {
            return ": more than %d objects or lists in each other, or a name or number of more than %,d characters"
                    .formatted(JsonFields.MAX_DEPTH, JsonFields.MAX_NAME);
        }
        Matcher word = BARE_WORD.matcher(String.valueOf(e.getMessage()));
        String what = word.find() ? ": %s is no JSON".formatted(word.group(1)) : "";
        return what + where(value, e);
    }

    private static String where(byte[] value, IOException e) {
        JsonLocation at = e instanceof JsonProcessingException json ? json.getLocation() : null;
        if (at == null) {
            return ": it is neither UTF-8 nor UTF-16";
        }
        if (at.getByteOffset() < 0) {
            return ", near character %,d".formatted(at.getCharOffset());
        }
        int from = (int) Math.max(0, Math.min(at.getByteOffset(), value.length) - EXCERPT / 2);
        int length = Math.min(EXCERPT, value.length - from);
        return ", near byte %,d: %s"
                .formatted(
                        at.getByteOffset(),
                        new String(value, from, length, StandardCharsets.UTF_8));
    }
}
