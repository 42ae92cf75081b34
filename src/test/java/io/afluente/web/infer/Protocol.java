package io.afluente.web.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the protocol says of answers, as JSON Schemas that real ones are held against. */
final class Protocol {
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Protocol() {}

    /** A body as JSON, which follows the definition of this name. */
    static JsonNode checked(String definition, String body) {
        try (InputStream file =
                Protocol.class.getResourceAsStream("open-inference-protocol.json")) {
            ObjectNode schema = (ObjectNode) JSON.readTree(file);
            assertThat(schema.get("$defs").has(definition)).as(definition).isTrue();
            schema.put("$ref", "#/$defs/" + definition);
            JsonNode json = JSON.readTree(body);
            assertThat(SCHEMAS.getSchema(schema).validate(json)).as(body).isEmpty();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }
}
