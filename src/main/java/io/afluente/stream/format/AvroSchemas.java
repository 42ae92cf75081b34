package io.afluente.stream.format;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/** Others' Avro schemas, refused where a short value could cost any amount of work. */
final class AvroSchemas {
    private static final int MAX_PARTS = 10_000;

    /** Parts that take no bytes; as many would be gone through for each byte of a list. */
    private static final int MAX_EMPTY = 100;

    private static final int MAX_DEPTH = 50;

    /** More bytes than any value has; the reader makes room for them before it looks. */
    private static final int MAX_FIXED = 1 << 24;

    private final Set<String> open = new HashSet<>();
    private int parts;
    private int empty;

    private AvroSchemas() {}

    static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    /**
     * A schema whose values take time by their length alone.
     *
     * @throws BadValueException if it is none
     */
    static Schema checked(String text) {
        Schema schema;
        try {
            schema = parse(text);
        } catch (RuntimeException e) {
            // Avro does not say it of every mistake with an exception of its own
            throw new BadValueException("no Avro: " + e.getMessage());
        }
        if (schema.getType() != Schema.Type.RECORD) {
            throw new BadValueException("a record is needed, not " + schema.getType().getName());
        }
        new AvroSchemas().leastBytes(schema);
        return schema;
    }

    /** The fewest bytes that a value of a schema takes, where it is none or any. */
    private int leastBytes(Schema schema) {
        if (++parts > MAX_PARTS) {
            throw new BadValueException("more than %,d parts".formatted(MAX_PARTS));
        }
        return switch (schema.getType()) {
            case NULL -> counted(0);
            case FIXED -> counted(leastBytesOfFixed(schema));
            case RECORD -> counted(leastBytesOfRecord(schema));
            case ARRAY -> leastBytesOfArray(schema);
            case MAP -> atLeastOne(leastBytes(schema.getValueType()));
            case UNION -> {
                schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .forEach(this::leastBytes);
                yield 1;
            }
            default -> 1;
        };
    }

    private int counted(int bytes) {
        if (bytes == 0 && ++empty > MAX_EMPTY) {
            throw new BadValueException("more than %,d parts of no bytes".formatted(MAX_EMPTY));
        }
        return bytes;
    }

    private static int leastBytesOfFixed(Schema schema) {
        int bytes = schema.getFixedSize();
        if (bytes > MAX_FIXED) {
            throw new BadValueException(
                    "%s: %,d bytes, allowed are %,d"
                            .formatted(schema.getFullName(), bytes, MAX_FIXED));
        }
        return bytes;
    }

    private int leastBytesOfRecord(Schema schema) {
        String name = schema.getFullName();
        if (!open.add(name)) {
            throw new BadValueException("%s is within itself, which is not read".formatted(name));
        }
        if (open.size() > MAX_DEPTH) {
            throw new BadValueException("more than %d records within".formatted(MAX_DEPTH));
        }
        int bytes = 0;
        for (Schema.Field field : schema.getFields()) {
            bytes = Math.max(bytes, leastBytes(field.schema()));
        }
        open.remove(name);
        return bytes;
    }

    private int leastBytesOfArray(Schema schema) {
        if (leastBytes(schema.getElementType()) == 0) {
            throw new BadValueException("an array of what takes no bytes, which is not read");
        }
        return 1;
    }

    private static int atLeastOne(int bytes) {
        return Math.max(1, bytes);
    }
}
