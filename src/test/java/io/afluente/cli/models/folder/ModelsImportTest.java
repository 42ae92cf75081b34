package io.afluente.cli.models.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.cli.CommandRun;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PngEncoder;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Backbones;
import io.afluente.model.engine.Engines;
import io.afluente.model.engine.OnnxBackbone;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.file.NoHead;
import io.afluente.model.onnx.OnnxExport;
import io.afluente.registry.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsImportTest {
    @TempDir private Path folder;

    @Test
    void shouldMakeABackboneOfAnOnnxFile() throws IOException {
        CommandRun run = run(Backbones.write(folder), "--labels", "no,yes", "--mean", "0.5");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("what feeds the last dense layer", "to 2 labels");
        NetworkFolder written = NetworkFolder.read(folder.resolve("models/other"));
        NetworkSpec network = written.spec();
        assertThat(network.labels()).containsExactly("no", "yes");
        assertThat(network.pictures().shape()).isEqualTo(new InputShape(28, 28, 1));
        assertThat(written.training()).containsEntry("batch-size", "16");
        Path file = folder.resolve("models/other/backbone.onnx");
        assertThat(network.backbone().orElseThrow().sha256())
                .isEqualTo(Sha256.of(Files.readAllBytes(file)));
        OnnxBackbone.open(network.backbone().get(), file).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "onnx"})
    void shouldBeginWithTheFilesOwnLastLayerWhereItHasAsManyLabels(String engine)
            throws IOException {
        CommandRun run = run(Backbones.write(folder), "--labels", "0,1,2,3,4,5,6,7,8,9");

        assertThat(run.out())
                .contains("it answers as the file does")
                .contains("--models-dir " + folder.resolve("models"))
                .contains("--from " + folder.resolve("models/other/start.zip"));
        SavedNetwork start = start();
        assertAnswersAsTheFile(engine, start);
        assertThatThrownBy(() -> OnnxExport.bytes(start))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("behind a backbone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "onnx"})
    void shouldMakeANetworkThatServesAsItIs(String engine) throws IOException {
        Path made = folder.resolve("models/other");
        CommandRun run =
                run(Backbones.write(folder), "--labels", "0,1,2,3,4,5,6,7,8,9", "--head", "none");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("it serves as it is, and does not learn")
                .contains("afluente models publish " + made.resolve("start.zip") + " --promote")
                .contains("afluente serve --roles classify --model other");
        assertThat(made.resolve("network.json")).doesNotExist();
        NetworkSpec read = NetworkFolder.read(made).spec();
        assertThat(start().spec()).isEqualTo(read);
        assertAnswersAsTheFile(engine, start());
        Rehearsal.of(start());
        assertThatThrownBy(() -> NoHead.refuseToLearn(read))
                .hasMessageStartingWith("other: model.json says head: none");
    }

    @Test
    void shouldShowWhatTheNetworkSaysOfAPicture() throws IOException {
        Image five = TestNetworks.picture(5).image();
        Path picture = Files.write(folder.resolve("five.png"), PngEncoder.encode(five));

        String head = "0,1,2,3,4,5,6,7,8,9";
        CommandRun run =
                run(Backbones.write(folder), "--labels", head, "--try", picture.toString());

        assertThat(run.err()).isEmpty();
        float[] whole = answerOfTheFile();
        String best =
                String.format(
                        Locale.ROOT,
                        "%5.1f %%  %d",
                        100 * new Prediction(whole).confidence(),
                        new Prediction(whole).label());
        assertThat(run.out().lines().filter(line -> line.contains(" %  ")))
                .hasSize(5)
                .first()
                .asString()
                .endsWith(best);
    }

    private SavedNetwork start() throws IOException {
        return NetworkFile.read(Files.readAllBytes(folder.resolve("models/other/start.zip")));
    }

    private void assertAnswersAsTheFile(String engine, SavedNetwork start) {
        Path backbone = folder.resolve("models/other/backbone.onnx");
        try (ServableNetwork imported =
                        new BackboneEngine(Engines.of(engine, 1), of -> backbone).prepare(start);
                Classifier answering = imported.classifier()) {
            assertThat(answer(answering))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(answerOfTheFile());
        }
    }

    private static float[] answerOfTheFile() {
        try (ServableNetwork whole =
                        new Nd4jEngine(1).prepare(Networks.initial(TestNetworks.mnist(), 7));
                Classifier asked = whole.classifier()) {
            return answer(asked);
        }
    }

    private static float[] answer(Classifier classifier) {
        Image picture = TestNetworks.picture(5).image();
        return classifier.predict(List.of(picture)).get(0).probabilities();
    }

    @Test
    void shouldTakeTheValueThatTheCallerNames() {
        CommandRun run =
                run(Backbones.write(folder), "--labels", "a,b", "--embedding", "probabilities");

        assertThat(run.out()).contains("\"probabilities\", 10 values: as you said");
    }

    @Test
    void shouldReadLabelsFromAFile() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels"), "one\n\n two \nthree\n");

        run(Backbones.write(folder), "--labels-file", labels.toString());

        assertThat(NetworkFolder.read(folder.resolve("models/other")).spec().labels())
                .containsExactly("one", "two", "three");
    }

    @Test
    void shouldTakeTheLayersOfDl4jsFile() throws IOException {
        SavedNetwork network = Networks.initial(TestNetworks.mnist(), 3);
        byte[] zip = NetworkFile.write(network);
        Path file = Files.write(folder.resolve("trained.zip"), zip);

        CommandRun run = run(file, "--labels", "0,1,2,3,4,5,6,7,8,9", "--size", "28x28x1");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("9,098 parameters", "--from " + file);
        assertThat(NetworkFolder.read(folder.resolve("models/other")).spec().configuration())
                .isEqualTo(network.spec().configuration());
    }

    @Test
    void shouldSayWhatOfDl4jsFileHasNoPlan() throws IOException {
        NetworkSpec network =
                TestNetworks.likeMnist(
                        new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                        new LocalResponseNormalization.Builder().build(),
                        TestNetworks.output());
        Path file =
                Files.write(
                        folder.resolve("trained.zip"),
                        NetworkFile.write(Networks.initial(network, 3)));

        CommandRun run = run(file, "--labels", "0,1,2,3,4,5,6,7,8,9", "--size", "28x28x1");

        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .contains(
                        "plan       none: layer1: LocalResponseNormalization has none, so the network"
                                + " runs on stock DL4J");
        assertThat(String.join("\n", run.lines()))
                .containsPattern(
                        "speed +[\\d.]+ ms to answer a picture here, [\\d.]+ ms to learn one; by a plan")
                .containsPattern(
                        "answers \\d+ times as fast here .* and learns \\d+ times as fast");
    }

    @Test
    void shouldSayWhatIsMissingOrWrong() throws IOException {
        Path network = Backbones.write(folder);
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network");

        assertRefused(run(network, "--labels", "a,b,a"), "labels: each must be there once");
        assertRefused(run(network), "--labels or --labels-file: names of the labels are needed");
        assertRefused(run(folder.resolve("none.onnx"), "--labels", "a,b"), "there is no such file");
        assertRefused(run(text, "--labels", "a,b"), "text.onnx: is no ONNX model");
        assertRefused(run(network, "--labels", "a,b", "--size", "32x32"), "the file takes 28x28x1");
        assertRefused(
                run(network, "--labels", "a,b", "--size", "large"), "--size: such as 224x224");
        assertRefused(
                run(network, "--labels", "a,b", "--resize", "fill"),
                "--resize: one of letterbox, stretch, crop, crop-inside, not \"fill\"");
        assertRefused(
                run(network, "--labels", "a,b", "--embedding", "nowhere"),
                "the graph has no value \"nowhere\"");
        assertRefused(
                run(network, "--labels", "a,b", "--head", "none"),
                "--labels: the network has 10 outputs");
        assertRefused(
                run(network, "--labels", "a,b", "--head", "none", "--embedding", "x"),
                "--head none: is for an ONNX file as it is");
        assertRefused(
                run(network, "--labels", "a,b", "--try", text.toString()), "--try " + text + ": ");
        assertThat(folder.resolve("models")).as("nothing was begun").doesNotExist();
    }

    @Test
    void shouldLeaveAFolderThatIsThere() {
        Path network = Backbones.write(folder);
        run(network, "--labels", "a,b");

        assertRefused(run(network, "--labels", "c,d"), "other: is there already");
        assertThat(NetworkFolder.read(folder.resolve("models/other")).spec().labels())
                .containsExactly("a", "b");
    }

    private static void assertRefused(CommandRun run, String reason) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(reason);
        assertThat(run.err().lines()).hasSize(1);
    }

    private CommandRun run(Path file, String... options) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "models",
                                "import",
                                file.toString(),
                                "--model",
                                "other",
                                "--models-dir",
                                folder.resolve("models").toString()));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray(String[]::new));
    }
}
