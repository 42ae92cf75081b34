package io.afluente.setting;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.registry.Manifest;
import io.afluente.service.InitialVersion;
import io.afluente.service.RoleSettings;
import io.afluente.upgrade.KeptService;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** A file of settings says today what it said when it was written. */
class KeptSettingsTest {
    private static final Set<String> MAY_STAY =
            Set.of(
                    "gate",
                    "freeze",
                    "learn-commit-ms",
                    "drift-parameters",
                    "shards",
                    "learn-threads");

    @Test
    void shouldIdentifyTheLearnerAsWhenItWasStopped() {
        RoleSettings roles = KeptSettings.roles();
        InitialVersion beginning =
                new InitialVersion(roles.network(), roles.learn().seed(), Optional.empty());

        try (Learner learner =
                new Learner(
                        beginning.checkpoint(0), roles.learn(), new Provenance("log", 0, "", ""))) {
            assertThat(KeptService.read().allManifests())
                    .extracting(Manifest::lineage)
                    .filteredOn(lineage -> lineage.topic() != null)
                    .hasSizeGreaterThan(3)
                    .allMatch(lineage -> lineage.settingsHash().equals(learner.settingsHash()));
        }
    }

    @Test
    void shouldReadEachSettingOfLearningAtAnotherValueThanItsDefault() {
        Settings settings = KeptSettings.read();

        assertThat(settingsOfLearning().map(key -> key.name).filter(not(MAY_STAY::contains)))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        name ->
                                assertThat(value(settings, name))
                                        .as(name)
                                        .isNotEqualTo(defaultOf(name)));
    }

    private static Stream<ConfigKey> settingsOfLearning() {
        Set<String> groups = Set.of("Learning", "Practice", "Drift", "Gate");
        return Settings.DEFINITIONS.configKeys().values().stream()
                .filter(key -> groups.contains(key.group));
    }

    private static Object defaultOf(String name) {
        return Settings.DEFINITIONS.defaultValues().get(name);
    }

    private static Object value(Settings settings, String name) {
        return switch (Settings.DEFINITIONS.configKeys().get(name).type) {
            case INT -> settings.whole(name);
            case DOUBLE -> settings.real(name);
            default -> settings.text(name);
        };
    }
}
