package io.afluente.stream.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the files of {@code topics/} say of our own values. */
final class OwnSchema {
    private OwnSchema() {}

    /** The schema of a topic, by the topic's name there. */
    static RegisteredSchema of(ValueFormat format, String topic) {
        String resource = "/topics/" + format.file(topic);
        try (InputStream in = OwnSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            byte[] text = in.readAllBytes();
            return new RegisteredSchema(format, new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static ValueWriter writer(RegisteredSchema schema) {
        return schema.format() == ValueFormat.AVRO
                ? new AvroWriter(AvroSchemas.parse(schema.text()))
                : new ProtobufWriter(ProtobufFile.parse(schema.text()));
    }

    /** What reads others' values of a schema as those of one of our topics. */
    static ValueReader reader(RegisteredSchema schema, String topic) {
        return switch (schema.format()) {
            case AVRO ->
                    new AvroReader(
                            AvroSchemas.checked(schema.text()),
                            AvroSchemas.parse(of(ValueFormat.AVRO, topic).text()));
            case PROTOBUF ->
                    new ProtobufReader(
                            ProtobufFile.parse(
                                    schema.text(),
                                    ProtobufFile.parse(of(ValueFormat.PROTOBUF, topic).text())));
            case JSON -> throw new BadValueException("JSON, which is read without a registry");
        };
    }
}
