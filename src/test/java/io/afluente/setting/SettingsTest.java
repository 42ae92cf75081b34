package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.service.Roles;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    @TempDir Path folder;

    @Test
    void shouldSayWhichParametersADetectorHas() {
        Settings wrong =
                new Settings(
                        List.of(SettingSource.options(Map.of("drift-parameters", "lambda=10"))));

        assertThatThrownBy(() -> Roles.of(wrong, Map.of(), Topics.withPrefix("")))
                .isInstanceOf(UserException.class)
                .hasMessage("drift-parameters: lambda: this detector has check-every, delta");
    }

    @Test
    void shouldDoWithDefaultsAlone() {
        Settings settings = new Settings(List.of());

        assertThat(settings.text("model")).isEqualTo("mnist");
        assertThat(settings.whole("batch-size")).isEqualTo(64);
        assertThat(settings.givenReal("learning-rate")).isEmpty();
        assertThat(settings.givenText("updater")).isEmpty();
        assertThat(settings.texts("freeze")).isEmpty();
        assertThat(ClassifySettings.read(settings).threads()).isPositive();
    }

    @Test
    void shouldAskOptionsThenEnvironmentThenFileThenModel() throws IOException {
        // Given four places, each of which leaves one more setting to the next
        var options = SettingSource.options(Map.of("seed", "1"));
        var environment =
                SettingSource.environment(
                        Map.of("AFLUENTE_SEED", "2", "AFLUENTE_BATCH_SIZE", "2", "HOME", "/"));
        var file = file("seed=3", "batch-size=3", "window=3");
        var training = Map.of("seed", "4", "batch-size", "4", "window", "4", "slice", "4");

        // When
        Settings settings =
                new Settings(List.of(options, environment, file)).withTraining(training);

        // Then
        assertThat(settings.whole("seed")).isEqualTo(1);
        assertThat(settings.whole("batch-size")).isEqualTo(2);
        assertThat(settings.whole("window")).isEqualTo(3);
        assertThat(settings.whole("slice")).isEqualTo(4);
        assertThat(settings.whole("checkpoint-every")).isEqualTo(20);
    }

    @Test
    void shouldReadTextsNumbersAndLists() {
        Settings settings =
                settings(
                        Map.of(
                                "learning-rate",
                                "0.003",
                                "freeze",
                                "conv1, conv2",
                                "updater",
                                "adam"));

        assertThat(settings.givenReal("learning-rate")).contains(0.003);
        assertThat(settings.texts("freeze")).containsExactly("conv1", "conv2");
        assertThat(settings.givenText("updater")).contains("adam");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch-size|0|must be a whole number from 1 to 4096",
                "batch-size|many|must be a whole number from 1 to 4096",
                "http-port|65536|must be a whole number from 0 to 65535",
                "fading|0|must be above 0 and at most 1.0",
                "learning-rate|-1|must be above 0 and at most 1000.0",
                "learning-rate|NaN|must be above 0 and at most 1000.0",
                "engine|abacus|must be auto or nd4j or onnx",
                "instance-id|a/b|must be up to 200 letters, digits",
                "cloud-events|batch|must be none or binary or structured",
                "guarantee|maybe|must be exactly_once_v2 or at_least_once",
                "forward-headers|a*b|must be names of headers, with commas between",
                "model|../secret|must be 1 to 64 lower-case letters",
                "http-host|' '|must not be empty"
            })
    void shouldRefuseWhatWontDoAndSayWhatWould(String name, String value, String rule) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--" + name + ": ")
                .hasMessageContaining(rule)
                .hasMessageEndingWith("got \"" + value + "\"");
    }

    @Test
    void shouldNameThePlaceOfABadValue() throws IOException {
        var environment = SettingSource.environment(Map.of("AFLUENTE_BATCH_SIZE", "x"));
        var file = file("batch-size=x");

        assertThatThrownBy(() -> new Settings(List.of(environment)))
                .hasMessageStartingWith("AFLUENTE_BATCH_SIZE: ");
        assertThatThrownBy(() -> new Settings(List.of(file)))
                .hasMessageStartingWith(folder.resolve("afluente.properties") + ": batch-size: ");
        assertThatThrownBy(() -> settings(Map.of()).withTraining(Map.of("batch-size", "x")))
                .hasMessageContaining("model.json: training: batch-size: ");
    }

    @Test
    void shouldRefuseUnknownNamesAndKnowTheNearest() {
        assertThatThrownBy(() -> file("batchsize=32"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith(
                        "batchsize: there is no such setting; did you mean batch-size?");
        assertThatThrownBy(() -> settings(Map.of()).withTraining(Map.of("sede", "1")))
                .hasMessageEndingWith("did you mean seed?");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> SettingSource.file(missing))
                .hasMessage("--settings " + missing + ": there is no such file to read");
    }

    @Test
    void shouldNotReadWhatIsNotDefined() {
        Settings settings = settings(Map.of());

        assertThatThrownBy(() -> settings.text("batchsize"))
                .hasMessage("batchsize: no such setting is defined");
    }

    @Test
    void shouldPutFoldersBesideTheProgramUnlessToldOtherwise() {
        ModelSettings usual = ModelSettings.read(settings(Map.of("model", "cifar10")));
        Settings given = settings(Map.of("models-dir", "/nets", "state-dir", "/state"));

        assertThat(usual.folder()).isEqualTo(Home.folder().resolve("models/cifar10"));
        assertThat(usual.checkpoints()).isEqualTo(usual.folder().resolve("checkpoints"));
        assertThat(ModelSettings.read(given).folder()).isEqualTo(Path.of("/nets/mnist"));
        assertThat(StreamsSettings.read(given, Topics.withPrefix("")).state())
                .isEqualTo(Path.of("/state"));
    }

    static List<ConfigKey> definitions() {
        return List.copyOf(Settings.DEFINITIONS.configKeys().values());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldExplainEverySettingInASentence(ConfigKey setting) {
        assertThat(setting.name).matches("[a-z]+[0-9]?(-[a-z]+)*");
        assertThat(setting.documentation).matches("[A-Z].*\\.");
        assertThat(setting.group).isNotEmpty();
        assertThat(setting.validator).isInstanceOf(Rule.class);
    }

    private static Settings settings(Map<String, String> options) {
        return new Settings(List.of(SettingSource.options(options)));
    }

    private SettingSource file(String... lines) throws IOException {
        Path file = folder.resolve("afluente.properties");
        return SettingSource.file(Files.write(file, List.of(lines)));
    }
}
