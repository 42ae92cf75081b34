package io.afluente.stream.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What is read of others' records: the fields that ours have, under our names. A field of theirs is
 * ours if it has its name, or if either of the two says the other's name as an alias. What stands
 * where ours has something simple is not looked into: of a record there nothing is read, and what
 * may have any number of parts is refused.
 */
final class AvroProjection {
    private static final Schema NOTHING =
            Schema.createRecord("Nothing", null, null, false, List.of());

    private AvroProjection() {}

    /**
     * The part of a writer's schema that we know.
     *
     * @throws BadValueException if it has a list or a map where ours has none
     */
    static Schema of(Schema writer, Schema ours) {
        return of("value", writer, notNull(ours));
    }

    private static Schema of(String name, Schema writer, Schema ours) {
        return switch (writer.getType()) {
            case RECORD -> record(writer, ours.getType() == Schema.Type.RECORD ? ours : NOTHING);
            case UNION ->
                    Schema.createUnion(
                            writer.getTypes().stream().map(type -> of(name, type, ours)).toList());
            case ARRAY, MAP -> array(name, writer, ours);
            default -> writer;
        };
    }

    private static Schema array(String name, Schema writer, Schema ours) {
        if (writer.getType() != ours.getType()) {
            throw new BadValueException(
                    "%s: must be %s, not %s"
                            .formatted(name, ours.getType().getName(), writer.getType().getName()));
        }
        Schema items = of(name, writer.getElementType(), notNull(ours.getElementType()));
        return Schema.createArray(items);
    }

    private static Schema record(Schema writer, Schema ours) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : ours.getFields()) {
            find(writer, field).ifPresent(theirs -> fields.add(renamed(theirs, field)));
        }
        return Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, fields);
    }

    private static Optional<Schema.Field> find(Schema writer, Schema.Field ours) {
        Schema.Field same = writer.getField(ours.name());
        return same != null
                ? Optional.of(same)
                : writer.getFields().stream()
                        .filter(
                                theirs ->
                                        theirs.aliases().contains(ours.name())
                                                || ours.aliases().contains(theirs.name()))
                        .findFirst();
    }

    private static Schema.Field renamed(Schema.Field theirs, Schema.Field ours) {
        Schema.Field field =
                new Schema.Field(
                        ours.name(), of(ours.name(), theirs.schema(), notNull(ours.schema())));
        if (!theirs.name().equals(ours.name())) {
            field.addAlias(theirs.name());
        }
        return field;
    }

    private static Schema notNull(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }
}
