package io.afluente.stream.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What is read of others' records: the fields that ours have, under our names. A field of theirs is
 * ours if it has its name, or if either of the two says the other's name as an alias.
 */
final class AvroProjection {
    private AvroProjection() {}

    /** The part of a writer's schema that we know. */
    static Schema of(Schema writer, Schema ours) {
        Schema known = notNull(ours);
        return switch (writer.getType()) {
            case RECORD -> known.getType() == Schema.Type.RECORD ? record(writer, known) : writer;
            case UNION ->
                    Schema.createUnion(
                            writer.getTypes().stream().map(type -> of(type, known)).toList());
            case ARRAY ->
                    known.getType() == Schema.Type.ARRAY
                            ? Schema.createArray(
                                    of(writer.getElementType(), known.getElementType()))
                            : writer;
            default -> writer;
        };
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
        Schema.Field field = new Schema.Field(ours.name(), of(theirs.schema(), ours.schema()));
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
