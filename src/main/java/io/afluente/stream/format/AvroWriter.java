package io.afluente.stream.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes Avro values of one of our own schemas. */
final class AvroWriter implements ValueWriter {
    private final Schema schema;

    AvroWriter(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void write(Map<String, ?> fields, ByteArrayOutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(record(schema, fields), encoder);
        encoder.flush();
    }

    private static GenericData.Record record(Schema schema, Map<?, ?> fields) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.name(), field.schema(), fields.get(field.name())));
        }
        return record;
    }

    private static Object value(String name, Schema schema, Object value) {
        if (schema.getType() == Schema.Type.UNION) {
            // ours are all of null and one other
            return value == null ? null : value(name, schema.getTypes().get(1), value);
        }
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, (Map<?, ?>) value);
            case ARRAY -> list(name, schema.getElementType(), (Collection<?>) value);
            case INT -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BYTES -> ByteBuffer.wrap((byte[]) value);
            case STRING -> value.toString();
            default -> throw new IllegalArgumentException(name + ": " + schema);
        };
    }

    private static List<?> list(String name, Schema items, Collection<?> values) {
        return values.stream().map(item -> value(name, items, item)).toList();
    }
}
