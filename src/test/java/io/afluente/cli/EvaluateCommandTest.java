package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.data.Datasets;
import io.afluente.image.data.Split;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir Path folder;
    private Path checkpoint;

    @BeforeEach
    void aFreshNetworkAndADataSet() throws IOException {
        SavedNetwork network =
                Networks.initial(NetworkFolder.read(Path.of("models/mnist")).spec(), 1);
        checkpoint = Files.write(folder.resolve("fresh.zip"), NetworkFile.write(network));
        TestData.write(folder, 30);
    }

    @Test
    void shouldMeasureACheckpoint() throws IOException {
        CommandRun run = evaluate("--limit", "20", "--json");

        JsonNode result = new ObjectMapper().readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(result.get("examples").asInt()).isEqualTo(20);
        assertThat(result.get("classes")).hasSize(10);
        assertThat(result.get("accuracy").asDouble())
                .isCloseTo(result.get("micro").get("f1").asDouble(), within(1e-9));
        assertThat(sum(result.get("confusion"))).isEqualTo(20);
    }

    @Test
    void shouldDrawTheResultForPeople() {
        CommandRun run = evaluate();

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).startsWith("accuracy");
        assertThat(run.out()).contains("micro", "confusion: rows are labels");
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip");
        Path missing = folder.resolve("missing.zip");

        CommandRun run = CommandRun.of("evaluate", broken.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("afluente: " + broken + ": ").hasLineCount(1);
        assertThat(CommandRun.of("evaluate", missing.toString()).err())
                .isEqualToIgnoringNewLines(
                        "afluente: " + missing + ": there is no such file to read");
    }

    @Test
    void shouldMeasureWhatEachEngineAnswers() throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (String engine : Engines.names()) {
            CommandRun run = evaluate("--json", "--engine", engine);
            results.add(new ObjectMapper().readTree(run.out()));
        }

        assertThat(results)
                .allSatisfy(result -> assertThat(sum(result.get("confusion"))).isEqualTo(30));
        assertThat(evaluate("--engine", "steam").err()).contains("--engine", "nd4j or onnx");
    }

    @Test
    void shouldTakeLabelsFromAFolderThatIsNamed() {
        assertThat(evaluate("--like", "models/mnist").exitCode()).isZero();
        assertThat(evaluate("--like", "models/nothing").err()).contains("models/nothing");
    }

    @Test
    void shouldMeasureOnAFolderOfClasses(@TempDir Path classes) throws IOException {
        ClassPictures.write(classes, 30, new InputShape(20, 20, 3), "3", "7");
        Path damaged = anyTestPicture(classes);
        Files.writeString(damaged, "no picture");

        CommandRun run =
                CommandRun.of(
                        "evaluate", checkpoint.toString(), "--data", classes.toString(), "--json");

        JsonNode result = new ObjectMapper().readTree(run.out());
        assertThat(result.get("examples").asInt()).isBetween(4, 25);
        assertThat(sum(result.get("confusion").get(0))).isZero();
        assertThat(sum(result.get("confusion").get(3))).isPositive();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        damaged + ": picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted")
                .contains("afluente: 1 picture of " + (1 + result.get("examples").asInt()))
                .hasLineCount(2);
    }

    private static Path anyTestPicture(Path classes) throws IOException {
        var names = new Datasets(file -> 0, PictureForm.of(new InputShape(1, 1, 1)), line -> {});
        return classes.resolve(names.open(classes, Split.TEST).id(0));
    }

    @Test
    void shouldRefuseAFolderThatIsNoLabel(@TempDir Path classes) {
        ClassPictures.write(classes, 5, new InputShape(20, 20, 3), "3", "cat");

        CommandRun run =
                CommandRun.of("evaluate", checkpoint.toString(), "--data", classes.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(": its folder: \"cat\" is no label; labels are 0, 1, 2,")
                .hasLineCount(1);
    }

    private CommandRun evaluate(String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "evaluate";
        words[1] = checkpoint.toString();
        words[2] = "--data";
        words[3] = folder.toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return CommandRun.of(words);
    }

    private static int sum(JsonNode rows) {
        int sum = rows.isInt() ? rows.asInt() : 0;
        for (JsonNode row : rows) {
            sum += sum(row);
        }
        return sum;
    }
}
