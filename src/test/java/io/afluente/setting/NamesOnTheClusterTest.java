package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of topics and groups that somebody else has chosen. */
class NamesOnTheClusterTest {
    private static final String LONGEST_TOPIC = "t".repeat(249);

    @TempDir private Path folder;

    @Test
    void shouldKeepOurOwnNamesWithoutOthers() {
        Settings settings = options(Map.of("topic-prefix", "blue-"));
        Topics topics = TopicNames.read(settings);
        GroupNames groups = StreamsSettings.read(settings, topics).groups();

        assertThat(topics.names()).isEqualTo(Topics.withPrefix("blue-").names());
        assertThat(groups.of("learn", "mnist")).isEqualTo("blue-afluente-learn-mnist");
        assertThat(groups.isGiven("learn")).isFalse();
    }

    @Test
    void shouldTakeEachNameFromTheFirstPlaceThatHasIt() throws IOException {
        var options = SettingSource.options(Map.of("topic", "images=Option"));
        var environment =
                SettingSource.environment(
                        Map.of(
                                "AFLUENTE_TOPIC",
                                "images=Environment,scores=Environment.2",
                                "AFLUENTE_GROUP",
                                "learn=Environment.3"));
        Path file = folder.resolve("afluente.properties");
        Files.writeString(
                file,
                """
                topic=images=file,\\
                  scores=file_2, \\
                  images-dlq=file_3
                group=learn=file_4,classify=file_5
                topic-prefix=blue-
                """);

        Settings settings = new Settings(List.of(options, environment, SettingSource.file(file)));
        Topics topics = TopicNames.read(settings);
        GroupNames groups = StreamsSettings.read(settings, topics).groups();

        assertThat(topics.images()).isEqualTo("Option");
        assertThat(topics.scores()).isEqualTo("Environment.2");
        assertThat(topics.deadLettersOf("Option")).isEqualTo("file_3");
        assertThat(topics.models()).isEqualTo("blue-models");
        assertThat(groups.of("learn", "mnist")).isEqualTo("Environment.3");
        assertThat(groups.of("classify", "mnist")).isEqualTo("file_5");
        assertThat(groups.of("join", "mnist")).isEqualTo("blue-afluente-join-mnist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "...", "-", "__a"})
    void shouldTakeEveryNameThatKafkaTakes(String name) {
        assertThat(TopicNames.read(options(Map.of("topic", "models=" + name))).models())
                .isEqualTo(name);
        assertThat(TopicNames.read(options(Map.of("topic", "models=" + LONGEST_TOPIC))).models())
                .isEqualTo(LONGEST_TOPIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "images=",
                "=vision",
                "pictures=vision",
                "images=a/b",
                "images=.",
                "images=..",
                "images=a,images=b",
                "images=ü",
                "images=a=b"
            })
    void shouldSayWhatWasGivenAndWhatIsAllowed(String names) {
        assertThatThrownBy(() -> TopicNames.read(options(Map.of("topic", names))))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--topic: must be NAME=TOPIC, with commas between several;")
                .hasMessageContaining("each of images, predictions, predictions-shadow,")
                .hasMessageContaining("1 to 249 letters, digits, dots, underscores and dashes")
                .hasMessageEndingWith("got \"" + names + "\"");
    }

    @Test
    void shouldRefuseLongerNamesThanKafkaDoes() {
        assertThatThrownBy(() -> options(Map.of("topic", "images=" + LONGEST_TOPIC + "t")))
                .hasMessageContaining("1 to 249 letters");
        assertThatThrownBy(() -> options(Map.of("group", "learn=" + "g".repeat(201))))
                .hasMessageContaining("1 to 200 letters");
    }

    @Test
    void shouldNameThePlaceOfAWrongName() {
        var environment = SettingSource.environment(Map.of("AFLUENTE_TOPIC", "images=a b"));
        var option = SettingSource.options(Map.of("topic", "models=a"));

        assertThatThrownBy(() -> TopicNames.read(new Settings(List.of(option, environment))))
                .hasMessageStartingWith("AFLUENTE_TOPIC: must be NAME=TOPIC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images=a,scores=a | images and scores must be two topics, and both are named a",
                "images=scores | images and scores must be two topics, and both are named scores",
                "images=a.b,scores=a_b | images is named a.b, and scores is named a_b: Kafka takes"
            })
    void shouldRefuseOneNameForTwoTopics(String names, String reason) {
        assertThatThrownBy(() -> TopicNames.read(options(Map.of("topic", names))))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify=a,join=a", "classify=afluente-join-mnist"})
    void shouldRefuseOneNameForTwoGroups(String names) {
        Settings settings = options(Map.of("group", names));

        assertThatThrownBy(() -> StreamsSettings.read(settings, Topics.withPrefix("")))
                .isInstanceOf(UserException.class)
                .hasMessageMatching("group: (classify and join|join and classify) must be two .*");
    }

    @Test
    void shouldRefuseGroupsOfRolesThatThereAreNot() {
        assertThatThrownBy(() -> options(Map.of("group", "web=a")))
                .hasMessageStartingWith("--group: must be NAME=GROUP, with commas between several;")
                .hasMessageContaining("each of classify, learn, join, shadow once at most");
    }

    private static Settings options(Map<String, String> options) {
        return new Settings(List.of(SettingSource.options(options)));
    }
}
