package io.afluente.stream.format;

import io.afluente.image.LabeledImage;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Apicurio's own serializers of Avro, with the settings that make of theirs what others read too.
 */
final class ApicurioSerdes implements OtherStack {
    private static final Schema PHOTO =
            new Schema.Parser()
                    .parse(
                            """
                            {"type":"record","name":"Photo","namespace":"com.acme","fields":[
                              {"name":"camera","type":"string"},
                              {"name":"format","type":{"type":"enum","name":"F","symbols":["RAW","PNG"]}},
                              {"name":"height","type":"int"},{"name":"width","type":"int"},
                              {"name":"channels","type":"int"},{"name":"data","type":"bytes"},
                              {"name":"label","type":["null","int"],"default":null}]}
                            """);

    private final Map<String, Object> settings;

    ApicurioSerdes(Apicurio registry) {
        settings =
                Map.of(
                        "apicurio.registry.url", registry.ownUrl(),
                        "apicurio.registry.auto-register", true,
                        "apicurio.registry.headers.enabled", false,
                        "apicurio.registry.as-confluent", true,
                        "apicurio.registry.use-id", "contentId");
    }

    @Override
    public byte[] photo(String topic, LabeledImage picture) {
        try (Serializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(new HashMap<>(settings), false);
            return serializer.serialize(topic, photo(picture));
        }
    }

    @Override
    public Object field(String topic, byte[] value, String name) {
        try (Deserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(new HashMap<>(settings), false);
            Object field = deserializer.deserialize(topic, value).get(name);
            return field instanceof Utf8 text ? text.toString() : field;
        }
    }

    private static GenericRecord photo(LabeledImage picture) {
        var shape = picture.image().shape();
        return new GenericRecordBuilder(PHOTO)
                .set("camera", "north")
                .set("format", new GenericData.EnumSymbol(PHOTO.getField("format").schema(), "RAW"))
                .set("height", shape.height())
                .set("width", shape.width())
                .set("channels", shape.channels())
                .set("data", ByteBuffer.wrap(picture.image().pixels()))
                .set("label", picture.label())
                .build();
    }
}
