package io.afluente.stream.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which message of a file a value is: its index among the messages of the file, then those among
 * the messages within it. They come as zigzag numbers after their count; of the first message in a
 * file there is a zero alone. Apicurio's serializers before 3.0 say its name instead.
 */
final class MessageIndexes {
    private static final int MAX_DEPTH = 20;

    private MessageIndexes() {}

    /** Reads which message comes. */
    static Descriptor read(CodedInputStream in, byte[] value, int from, List<Descriptor> messages)
            throws IOException {
        Descriptor named = named(value, from, messages);
        if (named != null) {
            in.skipRawBytes(1 + value[from]);
            return named;
        }
        int count = in.readSInt32();
        if (count == 0) {
            return at(0, messages);
        }
        if (count < 0 || count > MAX_DEPTH) {
            throw new BadValueException("value: %d message indexes".formatted(count));
        }
        Descriptor message = at(in.readSInt32(), messages);
        for (int depth = 1; depth < count; depth++) {
            message = at(in.readSInt32(), message.getNestedTypes());
        }
        return message;
    }

    private static Descriptor at(int index, List<Descriptor> messages) {
        if (index < 0 || index >= messages.size()) {
            throw new BadValueException(
                    "value: message %d of the %d there are".formatted(index, messages.size()));
        }
        return messages.get(index);
    }

    /** A length, the tag of a text, its length and the message's name; null if it is not so. */
    private static Descriptor named(byte[] value, int from, List<Descriptor> messages) {
        int end = from + 1 + (from < value.length ? value[from] : 0);
        if (end <= from + 3 || end > value.length) {
            return null;
        }
        if (value[from + 1] != 10 || value[from + 2] != end - from - 3) {
            return null;
        }
        String name = new String(value, from + 3, end - from - 3, StandardCharsets.UTF_8);
        return messages.stream().filter(m -> m.getName().equals(name)).findFirst().orElse(null);
    }
}
