package io.afluente.stream.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads Avro values of somebody's schema; fields that ours have not are passed over unread. */
final class AvroReader implements ValueReader {
    private final GenericDatumReader<IndexedRecord> reader;

    AvroReader(Schema writer, Schema ours) {
        this.reader = new GenericDatumReader<>(writer, AvroProjection.of(writer, ours));
    }

    @Override
    public Map<String, Object> read(byte[] value, int from) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
        try {
            Map<String, Object> fields = fields(reader.read(null, decoder));
            if (!decoder.isEnd()) {
                throw new BadValueException("value: longer than its schema says");
            }
            return fields;
        } catch (BadValueException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro has no exception of its own for each way in which bytes can be wrong
            throw new BadValueException("value: not of its schema: " + e.getMessage());
        }
    }

    private static Map<String, Object> fields(IndexedRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                fields.put(field.name(), plain(value));
            }
        }
        return fields;
    }

    private static Object plain(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        if (value instanceof IndexedRecord record) {
            return fields(record);
        }
        return value instanceof Collection<?> several ? list(several) : value.toString();
    }

    private static List<Object> list(Collection<?> several) {
        List<Object> values = new ArrayList<>(several.size());
        several.forEach(value -> values.add(value == null ? null : plain(value)));
        return values;
    }
}
