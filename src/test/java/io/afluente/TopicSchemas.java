package io.afluente;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Holds real records against the JSON Schemas of {@code topics/}. */
public final class TopicSchemas {
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Topics TOPICS = Topics.withPrefix("");

    private TopicSchemas() {}

    /**
     * What is wrong with a value; nothing if it follows the schema.
     *
     * @param topic without prefix
     * @param kind of value, such as {@code application/json}
     */
    public static Set<ValidationMessage> complaints(String topic, String kind, byte[] value) {
        JsonNode schema = TOPICS.file(topic).value().get(kind);
        try {
            return SCHEMAS.getSchema(schema).validate(JSON.readTree(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
