package io.afluente.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestBackbones;
import io.afluente.cli.CommandRun;
import io.afluente.cli.TestData;
import io.afluente.cli.error.ExitCode;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import io.afluente.learn.EntryResult;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.Provenance;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkFile;
import io.afluente.service.InitialVersion;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final int EXAMPLES = 100;

    @TempDir Path folder;
    private Path out;

    @BeforeEach
    void aDataSet() throws IOException {
        out = folder.resolve("trained.zip");
        TestData.write(folder, EXAMPLES);
    }

    @Test
    void shouldReportEachEpochAndWriteTheCheckpointThatServes() throws IOException {
        JsonNode report = report("--epochs", "3", "--validation", "20", "--batch-size", "16");

        assertThat(report.get("epochs")).hasSize(3);
        assertThat(report.get("epochs").get(2).get("epoch").asInt()).isEqualTo(3);
        assertThat(report.get("images").asInt()).isEqualTo(3 * (EXAMPLES - 20));
        assertThat(report.get("measuredOn").asText()).isEqualTo("validation");
        assertThat(report.get("epochs").get(0).get("measured").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.get("version").asText()).startsWith("000003-");
        assertThat(NetworkFile.read(Files.readAllBytes(out)).steps()).isPositive();
    }

    @Test
    void shouldMakeOfADataSetWhatTheLearnerMakesOfTheSameStream() throws IOException {
        report("--gate", "off");

        assertThat(trained().parameters()).isEqualTo(learned("--gate", "off").parameters());
    }

    @Test
    void shouldLearnFromAFolderOfClasses(@TempDir Path classes) throws IOException {
        ClassPictures.write(classes, 100, new InputShape(20, 20, 1), "3", "7");
        String[] words = {
            "train",
            "--data",
            classes.toString(),
            "--out",
            out.toString(),
            "--json",
            "--test",
            "--epochs",
            "4",
            "--batch-size",
            "16"
        };

        CommandRun run = CommandRun.of(words);

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode last = new ObjectMapper().readTree(run.out()).get("epochs").get(3);
        assertThat(last.get("measured").asDouble()).isGreaterThan(0.9);
        float[] parameters = trained().parameters();
        CommandRun.of(words);
        assertThat(trained().parameters()).isEqualTo(parameters);
    }

    @Test
    void shouldBeOpenedByStockDl4j() throws IOException {
        report("--preset", "notebook", "--epochs", "2");

        MultiLayerNetwork stock = ModelSerializer.restoreMultiLayerNetwork(out.toFile());

        assertThat(stock.params().toFloatVector()).isEqualTo(trained().parameters());
        assertThat(stock.getnLayers()).isEqualTo(6);
    }

    @Test
    void shouldLetAnySettingOfAPresetBeGivenOneByOne() throws IOException {
        report("--preset", "notebook", "--epochs", "1", "--batch-size", "10");

        assertThat(trained().steps()).isEqualTo(EXAMPLES / 10);
    }

    @Test
    void shouldTrainOnFromAFile() throws IOException {
        report("--gate", "off");
        Path first = Files.move(out, folder.resolve("first.zip"));
        float[] parameters = NetworkFile.read(Files.readAllBytes(first)).parameters();

        report("--gate", "off", "--learning-rate", "1e-9", "--from", first.toString());

        assertThat(trained().parameters()).isNotEqualTo(parameters);
        assertThat(distance(trained().parameters(), parameters)).isLessThan(1e-4);
    }

    @Test
    void shouldMeasureAtEachCheckpoint() throws IOException {
        JsonNode report =
                report("--test", "--curve", "--batch-size", "10", "--checkpoint-every", "2");

        assertThat(report.get("curve")).hasSize(5);
        assertThat(report.get("curve").get(4).get("examples").asInt()).isEqualTo(EXAMPLES);
        assertThat(report.get("measuredOn").asText()).isEqualTo("test");
    }

    @Test
    void shouldTrainBehindABackboneAndSayWhoComputedIt() throws IOException {
        Path models = folder.resolve("models");
        TestBackbones.writeFolder(models, 7);
        String[] behind = {
            "--models-dir", models.toString(), "--state-dir", folder.resolve("state").toString()
        };

        CommandRun run = train(behind);

        assertThat(run.exitCode()).as(run.err()).isZero();
        SavedNetwork network = trained();
        assertThat(network.spec().backbone()).isPresent();
        assertThat(new String(network.extras().get("lineage.json"), UTF_8))
                .contains("ONNX Runtime");
        assertThat(evaluate("--like", models.resolve("mnist").toString()).exitCode()).isZero();
        assertThat(evaluate().err()).contains("stands behind a backbone", "--backbone");
        assertThat(evaluate("--backbone", out.toString()).err()).contains("has SHA-256");
    }

    @Test
    void shouldNotTrainBehindAnotherFile() throws IOException {
        Path models = folder.resolve("models");
        Path file = TestBackbones.writeFolder(models, 7).backbone().orElseThrow();
        Files.write(file, new byte[] {1});

        CommandRun run =
                train(
                        "--models-dir",
                        models.toString(),
                        "--state-dir",
                        folder.resolve("state").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CALLERS_MISTAKE);
        assertThat(run.err()).contains("model.json: backbone: sha256:");
    }

    private CommandRun evaluate(String... more) {
        List<String> words =
                new ArrayList<>(List.of("evaluate", out.toString(), "--data", folder.toString()));
        words.addAll(Arrays.asList(more));
        return CommandRun.of(words.toArray(new String[0]));
    }

    @Test
    void shouldKeepEveryCheckpoint() throws IOException {
        Path all = folder.resolve("all");
        JsonNode report =
                report("--keep", all.toString(), "--batch-size", "10", "--checkpoint-every", "4");

        try (Stream<Path> files = Files.list(all)) {
            assertThat(files.map(file -> file.getFileName().toString().substring(0, 7)))
                    .containsExactlyInAnyOrder("000001-", "000002-", "000003-");
        }
        assertThat(all.resolve(report.get("version").asText() + ".zip"))
                .hasSameBinaryContentAs(out);
    }

    @Test
    void shouldSayWhatIsWrongWithTheCommandLine() {
        assertThat(train("--validation", "100").err()).contains("--validation", "100 pictures");
        assertThat(train("--validation", "10", "--test").exitCode()).isEqualTo(2);
        assertThat(train("--preset", "best").err()).contains("--preset");
        assertThat(train("--epochs", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldSayThatThereIsNoFileToTrainOnFrom() {
        CommandRun run = train("--from", "nowhere.zip");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CALLERS_MISTAKE);
        assertThat(run.err()).contains("afluente: nowhere.zip: there is no such file or folder");
    }

    private CommandRun train(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("train", "--data", folder.toString(), "--out", out.toString()));
        words.addAll(Arrays.asList(more));
        return CommandRun.of(words.toArray(new String[0]));
    }

    private JsonNode report(String... more) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(more));
        words.add("--json");
        CommandRun run = train(words.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private SavedNetwork trained() throws IOException {
        return NetworkFile.read(Files.readAllBytes(out));
    }

    /** By the service's learner alone. */
    private static SavedNetwork learned(String... settings) {
        Settings given =
                new Settings(
                        List.of(
                                SettingSource.options(
                                        Map.of(settings[0].substring(2), settings[1]))));
        RoleSettings roles = Roles.of(given, Map.of(), Topics.withPrefix(""));
        var first = new InitialVersion(roles.network(), 1, Optional.empty()).checkpoint(0);
        try (Learner learner =
                new Learner(first, roles.learn(), new Provenance("log", 0, "code", "runtime"))) {
            for (int i = 0; i < EXAMPLES; i++) {
                var fitted = roles.network().pictures().fit(TestData.example(i));
                learner.take(new Example(i, "", fitted));
            }
            EntryResult last = learner.take(new Control(EXAMPLES, Control.Order.CHECKPOINT));
            return last.checkpoint().orElseThrow().network();
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.max(sum, Math.abs(a[i] - b[i]));
        }
        return sum;
    }
}
