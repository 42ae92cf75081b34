package io.afluente.stream.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Protobuf values of somebody's file, once it is known that they are of few parts. */
final class ProtobufReader implements ValueReader {
    // an empty text, or no bytes at all, say nothing that anybody could mean
    private static final Set<FieldDescriptor.JavaType> EMPTY =
            EnumSet.of(FieldDescriptor.JavaType.STRING, FieldDescriptor.JavaType.BYTE_STRING);

    private final ProtobufFile file;

    ProtobufReader(ProtobufFile file) {
        this.file = file;
    }

    @Override
    public Map<String, Object> read(byte[] value, int from) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(value, from, value.length - from);
            Descriptor message = MessageIndexes.read(in, value, from, file.messages());
            int body = from + in.getTotalBytesRead();
            ProtobufParts.check(
                    CodedInputStream.newInstance(value, body, value.length - body), message);
            DynamicMessage.Builder parsed = DynamicMessage.newBuilder(message);
            parsed.mergeFrom(in);
            in.checkLastTagWas(0);
            return fields(parsed.build());
        } catch (IOException e) {
            throw new BadValueException("value: not of its schema: " + e.getMessage());
        }
    }

    private Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (isThere(message, field)) {
                fields.put(field.getJsonName(), plain(message.getField(field)));
            }
        }
        return fields;
    }

    private boolean isThere(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return message.getRepeatedFieldCount(field) > 0;
        }
        return message.hasField(field)
                || (file.isAlwaysThere(field) && !EMPTY.contains(field.getJavaType()));
    }

    private Object plain(Object value) {
        if (value instanceof ByteString bytes) {
            return bytes.toByteArray();
        }
        if (value instanceof EnumValueDescriptor choice) {
            return choice.getName();
        }
        if (value instanceof Message message) {
            return fields(message);
        }
        return value instanceof List<?> several
                ? several.stream().map(this::plain).toList()
                : value;
    }
}
