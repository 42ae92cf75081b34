package io.afluente.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    private final Topics topics = Topics.withPrefix("");
    private final Map<String, TopicState> states = new HashMap<>();

    @BeforeEach
    void aClusterThatFollowsTheFiles() {
        topics.names().forEach(name -> given(name, usual(name), Map.of()));
    }

    @Test
    void shouldHaveNothingToSayOfTopicsThatFollowTheirFiles() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void shouldAllowMorePartitionsWhereBothSidesHaveThem() {
        given("images", 12, Map.of());
        given("predictions", 12, Map.of());
        given("predictions-shadow", 12, Map.of());
        given("feedback", 12, Map.of());

        assertThat(differences()).isEmpty();
    }

    @Test
    void shouldNameMissingTopics() {
        states.remove("scores");

        assertThat(differences()).containsExactly("scores: is missing; \"topics create\" makes it");
    }

    @Test
    void shouldRefuseLabeledImagesInSeveralPartitions() {
        given("labeled-images", 3, Map.of());

        assertThat(differences())
                .containsExactly("labeled-images: has 3 partitions, needs exactly 1");
    }

    @Test
    void shouldRefuseAnotherCountOfPredictionsThanOfImages() {
        given("predictions", 1, Map.of());

        assertThat(differences())
                .containsExactly("predictions: has 1 partition, needs 4, as many as images");
    }

    @Test
    void shouldNameEverySettingThatDiffers() {
        given("models", 1, Map.of("cleanup.policy", "delete"));

        assertThat(differences())
                .containsExactly(
                        "models: cleanup.policy is delete, topics/models.json says compact;"
                                + " kafka-configs.sh --alter sets it");
    }

    private List<String> differences() {
        return new TopicCheck(topics, states).differences();
    }

    private int usual(String name) {
        var rule = topics.file(name).partitions();
        if (rule.exactly() != null) {
            return rule.exactly();
        }
        return rule.usual() != null ? rule.usual() : usual(rule.sameAs());
    }

    private void given(String name, int partitions, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(topics.file(name).settings());
        settings.putAll(others);
        states.put(name, new TopicState(name, partitions, 1, settings));
    }
}
