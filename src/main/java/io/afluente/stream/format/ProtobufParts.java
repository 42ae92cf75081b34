package io.afluente.stream.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Counts the parts of a value before anything is made of them: a part takes two bytes in the value,
 * or less, and a hundred times as much as an object.
 */
final class ProtobufParts {
    /** Ten times what the largest of ours has, a score with all its mistakes. */
    static final int MOST = 20_000;

    /** What Protobuf itself reads. */
    private static final int MAX_DEPTH = 100;

    private final CodedInputStream in;
    private long parts;

    private ProtobufParts(CodedInputStream in) {
        this.in = in;
    }

    /**
     * Reads over a message.
     *
     * @throws BadValueException if it has too many parts
     */
    static void check(CodedInputStream in, Descriptor message) throws IOException {
        new ProtobufParts(in).message(message, 0);
    }

    /** Up to its end, or that of a group. */
    private void message(Descriptor message, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new BadValueException("value: messages within more than %d".formatted(MAX_DEPTH));
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            add(1);
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_END_GROUP -> {
                    return;
                }
                case WireFormat.WIRETYPE_START_GROUP -> message(null, depth + 1);
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> delimited(field(message, tag), depth);
                default -> in.skipField(tag);
            }
        }
    }

    private static FieldDescriptor field(Descriptor message, int tag) {
        int number = WireFormat.getTagFieldNumber(tag);
        return message == null ? null : message.findFieldByNumber(number);
    }

    private void delimited(FieldDescriptor field, int depth) throws IOException {
        int length = in.readRawVarint32();
        if (field != null && field.getType() == FieldDescriptor.Type.MESSAGE) {
            int outer = in.pushLimit(length);
            message(field.getMessageType(), depth + 1);
            in.skipRawBytes(in.getBytesUntilLimit()); // behind the end of a group that nobody began
            in.popLimit(outer);
            return;
        }
        if (field != null && field.isPackable()) {
            add(length / leastBytes(field.getType()));
        }
        in.skipRawBytes(length);
    }

    private static int leastBytes(FieldDescriptor.Type packed) {
        return switch (packed) {
            case DOUBLE, FIXED64, SFIXED64 -> Double.BYTES;
            case FLOAT, FIXED32, SFIXED32 -> Float.BYTES;
            default -> 1;
        };
    }

    private void add(int more) {
        parts += more;
        if (parts > MOST) {
            throw new BadValueException("value: more than %,d parts".formatted(MOST));
        }
    }
}
