package io.afluente.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others have built on the last release goes on: it reads what is written today, and what it
 * writes is read. At a release, {@code topics/} is copied to a folder of its version.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/test/resources/released/0.2.0");
    private static final Path TODAY = Path.of("topics");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource("avroFiles")
    void shouldReadAndBeReadByTheLastReleaseInAvro(Path file) {
        Schema released = new Schema.Parser().parse(text(RELEASED.resolve(file)));
        Schema today = new Schema.Parser().parse(text(TODAY.resolve(file)));

        assertReads(today, released);
        assertReads(released, today);
    }

    @ParameterizedTest
    @MethodSource("protobufFiles")
    void shouldKeepEveryTagAndTypeInProtobuf(Path file) {
        assertThat(fields(TODAY.resolve(file)))
                .containsAllEntriesOf(fields(RELEASED.resolve(file)));
    }

    @ParameterizedTest
    @MethodSource("jsonFiles")
    void shouldKeepEveryFieldAndRequireNoMoreInJson(Path file) {
        assertKeeps(file.toString(), json(RELEASED.resolve(file)), json(TODAY.resolve(file)));
    }

    /** Also headers and kinds of values: whatever stands in the file's tree, except settings. */
    private static void assertKeeps(String place, JsonNode released, JsonNode today) {
        for (String list : List.of("type", "$ref", "const")) {
            assertThat(today.path(list)).as("%s: %s", place, list).isEqualTo(released.path(list));
        }
        // all that may be sent in a request may still be sent
        assertThat(texts(today.path("enum")))
                .as("%s", place)
                .containsAll(texts(released.path("enum")));
        assertThat(texts(released.path("required")))
                .as("%s: required", place)
                .containsAll(texts(today.path("required")));
        for (String children : List.of("value", "headers", "properties", "$defs")) {
            released.path(children)
                    .properties()
                    .forEach(
                            field -> {
                                JsonNode kept = today.path(children).path(field.getKey());
                                String child = place + ", " + field.getKey();
                                assertThat(kept.isMissingNode()).as("%s is gone", child).isFalse();
                                assertKeeps(child, field.getValue(), kept);
                            });
        }
        for (String child : List.of("items", "then", "else")) {
            if (released.has(child) || today.has(child)) {
                assertKeeps(place + ", " + child, released.path(child), today.path(child));
            }
        }
    }

    private static void assertReads(Schema reader, Schema writer) {
        var found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(found.getType())
                .as("%s", found.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    /** What a message's tags mean, such as {@code Image 2: int32 height}; of an enum its names. */
    private static Map<String, String> fields(Path file) {
        Map<String, String> fields = new TreeMap<>();
        Location place = Location.Companion.get(file.toString());
        collect("", ProtoParser.Companion.parse(place, text(file)).getTypes(), fields);
        return fields;
    }

    private static void collect(String scope, List<TypeElement> types, Map<String, String> into) {
        for (TypeElement type : types) {
            String name = scope + type.getName();
            collect(name + ".", type.getNestedTypes(), into);
            if (type instanceof MessageElement message) {
                var all = new ArrayList<>(message.getFields());
                message.getOneOfs().forEach(oneOf -> all.addAll(oneOf.getFields()));
                all.forEach(
                        field ->
                                into.put(
                                        name + " " + field.getTag(),
                                        field.getLabel()
                                                + " "
                                                + field.getType()
                                                + " "
                                                + field.getName()));
            } else if (type instanceof EnumElement choices) {
                choices.getConstants()
                        .forEach(one -> into.put(name + " " + one.getTag(), one.getName()));
            }
        }
    }

    private static List<Path> avroFiles() {
        return filesIn("avro");
    }

    private static List<Path> protobufFiles() {
        return filesIn("protobuf");
    }

    private static List<Path> jsonFiles() {
        return filesIn("");
    }

    private static List<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.list(RELEASED.resolve(folder))) {
            return files.filter(Files::isRegularFile).map(RELEASED::relativize).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
