package io.afluente.stream.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.stream.format.RegistryException.Cause;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The three questions that we have for a registry, in the HTTP interface that Confluent's,
 * Apicurio's (below {@code /apis/ccompat/v7}), Karapace and Redpanda's have in common.
 */
final class SchemaRegistry {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RegistryCalls calls;

    SchemaRegistry(RegistrySettings settings) {
        this.calls = new RegistryCalls(settings);
    }

    /** The number of a schema under a subject, which gets it as a new version if it has it not. */
    int register(String subject, RegisteredSchema schema, Duration patience) {
        return idIn(calls.post(path(subject) + "/versions", body(schema), patience));
    }

    /** The number that a schema has under a subject. */
    int find(String subject, RegisteredSchema schema, Duration patience) {
        return idIn(calls.post(path(subject), body(schema), patience));
    }

    /**
     * The schema of a number.
     *
     * @throws BadValueException if it is of a kind that is not read, whatever becomes of others
     */
    RegisteredSchema byId(int id, Duration patience) {
        JsonNode answer = json(calls.get("/schemas/ids/" + Integer.toUnsignedString(id), patience));
        if (!answer.path("references").isEmpty()) {
            throw new BadValueException("it refers to other schemas, which is not supported");
        }
        String type = answer.path("schemaType").asText(ValueFormat.AVRO.registryName());
        ValueFormat format =
                Arrays.stream(ValueFormat.values())
                        .filter(known -> known.registryName().equals(type))
                        .findFirst()
                        .orElseThrow(() -> new BadValueException("a schema of type " + type));
        String text = answer.path("schema").asText("");
        if (text.isEmpty()) {
            throw strange("an answer without a schema");
        }
        return new RegisteredSchema(format, text);
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private static byte[] body(RegisteredSchema schema) {
        ObjectNode body = JSON.createObjectNode().put("schema", schema.text());
        if (schema.format() != ValueFormat.AVRO) {
            body.put("schemaType", schema.format().registryName());
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int idIn(byte[] answer) {
        JsonNode id = json(answer).path("id");
        if (!id.isInt()) {
            throw strange("an answer without a schema's number");
        }
        return id.asInt();
    }

    private static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw strange("an answer that is no JSON");
        }
    }

    private static RegistryException strange(String what) {
        return new RegistryException(
                Cause.REFUSED, what + "; does schema-registry-url lead to a registry?");
    }

    URI url() {
        return calls.url();
    }
}
