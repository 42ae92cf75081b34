package io.afluente.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private static final Topics TOPICS = Topics.withPrefix("");

    @Test
    void shouldKnowEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("topics"))) {
            List<String> names =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString().replace(".json", ""))
                            .toList();
            assertThat(TOPICS.names()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    static List<TopicFile> files() {
        return TOPICS.names().stream().map(TOPICS::file).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldDescribeEachTopicFully(TopicFile file) {
        assertThat(file.writers()).isNotEmpty();
        assertThat(file.readers()).isNotEmpty();
        assertThat(file.about()).endsWith(".");
        assertThat(file.value()).isNotEmpty();
        var rule = file.partitions();
        assertThat(Stream.of(rule.usual(), rule.exactly(), rule.sameAs()).filter(x -> x != null))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOnlyValidSchemas(TopicFile file) {
        var metaSchema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(SchemaId.V202012));
        file.value()
                .forEach(
                        (kind, schema) ->
                                assertThat(metaSchema.validate(schema)).as(kind).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "labeled-images", "feedback"})
    void shouldLeaveRoomForTheReasonInDeadLetters(String topic) {
        TopicFile letters = TOPICS.file(TOPICS.deadLettersOf(topic));

        assertThat(letters.maxMessageBytes())
                .isEqualTo(TOPICS.file(topic).maxMessageBytes() + 64 * 1024);
    }

    @Test
    void shouldPutThePrefixBeforeEveryName() {
        Topics topics = Topics.withPrefix("blue-");

        assertThat(topics.names()).allMatch(name -> name.startsWith("blue-"));
        assertThat(topics.images()).isEqualTo("blue-images");
        assertThat(topics.deadLettersOf("blue-images")).isEqualTo("blue-images-dlq");
        assertThat(topics.file("blue-images").name()).isEqualTo("images");
        assertThat(topics.named("images")).isEqualTo("blue-images");
    }

    @Test
    void shouldCallTopicsAsOthersDo() {
        Topics topics =
                Topics.named(
                        "blue-", Map.of("images", "Vision.line_3", "images-dlq", "Vision.rejects"));

        assertThat(topics.images()).isEqualTo("Vision.line_3");
        assertThat(topics.scores()).isEqualTo("blue-scores");
        assertThat(topics.deadLettersOf("Vision.line_3")).isEqualTo("Vision.rejects");
        assertThat(topics.inputOf("Vision.rejects")).contains("Vision.line_3");
        assertThat(topics.inputOf("blue-feedback-dlq")).contains("blue-feedback");
        assertThat(topics.inputOf("Vision.line_3")).isEmpty();
        assertThat(topics.inputOf("blue-images-dlq")).isEmpty();
        assertThat(topics.file("Vision.line_3").name()).isEqualTo("images");
        assertThat(topics.named("images")).isEqualTo("Vision.line_3");
        assertThat(topics.names()).doesNotContain("blue-images", "images").hasSize(11);
        assertThat(topics.behind("more-").names())
                .containsExactlyElementsOf(
                        topics.names().stream().map(name -> "more-" + name).toList());
    }

    @Test
    void shouldRefuseOneNameForTwo() {
        assertThatThrownBy(() -> Topics.named("", Map.of("scores", "images")))
                .isInstanceOf(ClashingNamesException.class)
                .hasMessage("images and scores must be two topics, and both are named images");
        assertThatThrownBy(() -> Topics.named("", Map.of("images", "a.b", "scores", "a_b")))
                .hasMessage(
                        "images is named a.b, and scores is named a_b: Kafka takes dots and"
                                + " underscores in names of topics for the same");
    }

    @Test
    void shouldRefuseUnknownTopics() {
        assertThatThrownBy(() -> TOPICS.file("pictures"))
                .hasMessageContaining("\"pictures\"")
                .hasMessageContaining("labeled-images");
        assertThatThrownBy(() -> TOPICS.deadLettersOf("scores")).hasMessageContaining("scores-dlq");
    }
}
