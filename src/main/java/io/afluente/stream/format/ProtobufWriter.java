package io.afluente.stream.format;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Writes the first message of one of our own files. */
final class ProtobufWriter implements ValueWriter {
    private final Descriptor message;

    ProtobufWriter(ProtobufFile file) {
        this.message = file.messages().get(0);
    }

    @Override
    public void write(Map<String, ?> fields, ByteArrayOutputStream out) throws IOException {
        out.write(0); // the message's index
        message(message, fields).writeTo(out);
    }

    private static DynamicMessage message(Descriptor type, Map<?, ?> fields) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            Object value = fields.get(field.getJsonName());
            if (value instanceof Collection<?> several) {
                several.forEach(one -> message.addRepeatedField(field, plain(field, one)));
            } else if (value != null) {
                message.setField(field, plain(field, value));
            }
        }
        return message.build();
    }

    private static Object plain(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case INT -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BYTE_STRING -> UnsafeByteOperations.unsafeWrap((byte[]) value);
            case STRING -> value.toString();
            case MESSAGE -> message(field.getMessageType(), (Map<?, ?>) value);
            default -> throw new IllegalArgumentException(field.getFullName());
        };
    }
}
