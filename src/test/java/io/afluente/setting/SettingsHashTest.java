package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.registry.Checkpoint;
import io.afluente.service.InitialVersion;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.stream.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A learner knows its state again after any upgrade. A hash in here is what runs in the field: a
 * change that makes another one come out refuses every learner, and must not be made.
 */
class SettingsHashTest {
    private static final Map<String, String> UNUSUAL =
            Map.ofEntries(
                    Map.entry("model", "mnist"),
                    Map.entry("batch-size", "100"),
                    Map.entry("checkpoint-every", "7"),
                    Map.entry("seed", "42"),
                    Map.entry("window", "500"),
                    Map.entry("fading", "0.05"),
                    Map.entry("steps", "2"),
                    Map.entry("replay", "3"),
                    Map.entry("memory", "123"),
                    Map.entry("average", "0.9"),
                    Map.entry("rate", "inverse-root"),
                    Map.entry("rate-examples", "1000"),
                    Map.entry("rate-warm-up", "10"),
                    Map.entry("drift-detector", "page-hinkley"),
                    Map.entry("drift-warm-up", "99"),
                    Map.entry("drift-action", "raise-rate"),
                    Map.entry("drift-cool-down", "77"),
                    Map.entry("drift-raise", "3.5"),
                    Map.entry("held-out", "0.1"),
                    Map.entry("gate-recent", "50"),
                    Map.entry("gate-all", "60"),
                    Map.entry("gate-least", "20"),
                    Map.entry("gate-tolerance", "0.001"),
                    Map.entry("updater", "sgd"),
                    Map.entry("learning-rate", "0.0005"));

    /** Settings, their hash, and the hash that 0.1.0 gave them. */
    record Known(Map<String, String> settings, String hash, String hashOf010) {}

    static List<Known> known() {
        return List.of(
                new Known(Map.of("model", "mnist"), "e825a3ccb76c314a", "329758f64aa6a4b5"),
                new Known(Map.of("model", "cifar10"), "60e7e8823246d11d", "c82f104e705c9465"),
                new Known(
                        Map.of("model", "mnist", "gate", "off", "drift-detector", "none"),
                        "3423f1f7a995dc95",
                        "d742eddb38ec7953"),
                new Known(UNUSUAL, "7ec6d56a3b08af2e", "676abe563a38ed10"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void shouldHashAsEverAndKnowTheHashOf010(Known known) {
        try (Learner learner = learner(known.settings())) {
            assertThat(learner.settingsHash()).isEqualTo(known.hash());
            assertThat(learner.covers(known.hashOf010())).isTrue();
        }
    }

    static Stream<ConfigKey> settingsThatSteerLearning() {
        Set<String> groups = Set.of("Learning", "Practice", "Drift", "Gate");
        Set<String> steerNothing =
                Set.of("keep-checkpoints", "learn-commit-ms", "learn-threads", "memory-megabytes");
        return Settings.DEFINITIONS.configKeys().values().stream()
                .filter(key -> groups.contains(key.group))
                .filter(key -> !steerNothing.contains(key.name));
    }

    @ParameterizedTest
    @MethodSource("settingsThatSteerLearning")
    void shouldChangeWithEverySettingThatSteersLearning(ConfigKey setting) {
        try (Learner usual = learner(Map.of("model", "mnist"));
                Learner other = learner(Map.of("model", "mnist", setting.name, another(setting)))) {
            assertThat(usual.covers(other.settingsHash())).isFalse();
            assertThat(other.covers(usual.settingsHash())).isFalse();
            assertThat(other.covers("329758f64aa6a4b5")).isFalse();
        }
    }

    @Test
    void shouldNotChangeWithWhatSteersNoLearning() {
        try (Learner usual = learner(Map.of("model", "mnist"));
                Learner other =
                        learner(
                                Map.of(
                                        "model", "mnist",
                                        "keep-checkpoints", "9",
                                        "slice", "7",
                                        "learn-threads", "3",
                                        "application-id", "other"))) {
            assertThat(other.settingsHash()).isEqualTo(usual.settingsHash());
        }
    }

    @Test
    void shouldChangeWithTheMemoryOnlyWhereFewerExamplesAreKept() {
        try (Learner usual = learner(Map.of("model", "mnist"));
                Learner more = learner(Map.of("model", "mnist", "memory-megabytes", "64"));
                Learner enough = learner(Map.of("model", "mnist", "memory-megabytes", "9"));
                Learner less = learner(Map.of("model", "mnist", "memory-megabytes", "8"))) {
            assertThat(more.settingsHash()).isEqualTo(usual.settingsHash());
            assertThat(enough.settingsHash()).isEqualTo(usual.settingsHash());
            assertThat(less.covers(usual.settingsHash())).isFalse();
        }
    }

    private static String another(ConfigKey setting) {
        Rule rule = (Rule) setting.validator;
        return switch (setting.name) {
            case "updater" -> "sgd";
            case "learning-rate" -> "0.0123";
            case "freeze" -> "conv1";
            case "drift-parameters" -> "delta=0.01";
            default ->
                    rule.choices().stream()
                            .filter(choice -> !choice.equals(setting.defaultValue))
                            .findFirst()
                            .orElseGet(() -> anotherNumber(setting.defaultValue));
        };
    }

    private static String anotherNumber(Object number) {
        return number instanceof Integer whole
                ? Integer.toString(whole + 1)
                : Double.toString((Double) number / 2);
    }

    private static Learner learner(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("models-dir", "models");
        Settings settings = new Settings(List.of(SettingSource.options(all)));
        RoleSettings roles = Roles.of(settings, Map.of(), Topics.withPrefix(""));
        Checkpoint first =
                new InitialVersion(roles.network(), roles.learn().seed(), Optional.empty())
                        .checkpoint(0);
        return new Learner(first, roles.learn(), new Provenance("labeled-images", 0, "", ""));
    }
}
