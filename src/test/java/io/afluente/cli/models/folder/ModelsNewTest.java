package io.afluente.cli.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's folder, made of nothing but a folder of pictures. */
class ModelsNewTest {
    @TempDir private Path models;
    @TempDir private Path pictures;

    @Test
    void shouldTakeLabelsAndShapeFromThePictures() {
        ClassPictures.write(pictures, 20, new InputShape(40, 40, 3), "sun", "moon", "a star");

        CommandRun run = make();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(made().labels()).containsExactly("a star", "moon", "sun");
        assertThat(made().input()).isEqualTo(new InputShape(40, 40, 3));
        assertThat(made().normalisation().mean())
                .hasSize(3)
                .allSatisfy(mean -> assertThat(mean).isBetween(0.1f, 0.4f));
        assertThat(run.lines())
                .first()
                .asString()
                .matches(".*sky: 3 labels, pictures of 40x40x3, [\\d,]+ parameters");
        assertThat(run.out())
                .contains("  afluente serve --model sky --models-dir " + models)
                .contains("  afluente produce " + pictures + " --labels-from-folders");
    }

    @Test
    void shouldTakeGreyPicturesOfAnySizeAsGreyOnesOfTheUsualSize() {
        ClassPictures.write(pictures, 5, new InputShape(40, 30, 1), "sun", "moon");

        make();

        assertThat(made().input()).isEqualTo(new InputShape(64, 64, 1));
    }

    @Test
    void shouldDoWhatIsSaidInstead() {
        ClassPictures.write(pictures, 5, new InputShape(40, 40, 3), "sun", "moon");

        make("--size", "28", "--channels", "1", "--labels", "sun,moon,comet");

        assertThat(made().input()).isEqualTo(new InputShape(28, 28, 1));
        assertThat(made().labels()).containsExactly("sun", "moon", "comet");
    }

    @Test
    void shouldQuoteWhatAShellWouldTakeApart() {
        Path spaced = pictures.resolve("my sky");
        ClassPictures.write(spaced, 5, new InputShape(40, 40, 3), "sun", "moon");

        CommandRun run =
                CommandRun.of(
                        "models",
                        "new",
                        "sky",
                        "--from-pictures",
                        spaced.toString(),
                        "--models-dir",
                        models.toString());

        assertThat(run.out()).contains("produce '" + spaced + "' --labels-from-folders");
    }

    @Test
    void shouldKeepTheTestHalfFromLearning() {
        ClassPictures.write(pictures.resolve("train"), 5, new InputShape(40, 40, 3), "sun", "moon");
        ClassPictures.write(pictures.resolve("test"), 1, new InputShape(40, 40, 3), "sun");

        assertThat(make().out()).contains("produce " + pictures.resolve("train") + " --labels");
        assertThat(made().labels()).containsExactly("moon", "sun");
    }

    @Test
    void shouldOverwriteNothing() throws IOException {
        ClassPictures.write(pictures, 5, new InputShape(40, 40, 3), "sun", "moon");
        Path own = Files.writeString(Files.createDirectory(models.resolve("sky")).resolve("a"), "");

        assertMistake(make(), "sky: is there already; choose another name, or remove it first");
        try (Stream<Path> files = Files.list(models.resolve("sky"))) {
            assertThat(files).containsExactly(own);
        }
    }

    @Test
    void shouldSayWhatIsWrongAndLeaveNothingBehind() throws IOException {
        ClassPictures.write(pictures, 5, new InputShape(40, 40, 3), "sun");

        assertMistake(make(), "needs two labels or more, each once, got sun");
        assertMistake(
                make("--labels", "moon,comet"), "\"sun\" is no label; labels are moon, comet");
        assertMistake(make("--labels", "sun,sun"), "--labels: needs two labels or more, each once");
        assertMistake(make("--size", "8"), "--size: must be from 16 to 512, got 8");
        assertMistake(make("--channels", "2"), "--channels: must be 1 or 3, got 2");
        assertMistake(
                make("--network", "magic"), "--network: must be cnn or resnet, got \"magic\"");
        assertMistake(
                CommandRun.of("models", "new", "My Sky", "--from-pictures", pictures.toString()),
                "NAME: must be 1 to 64 lower-case letters, digits, dots and dashes");
        try (Stream<Path> files = Files.list(models)) {
            assertThat(files).isEmpty();
        }
    }

    private static void assertMistake(CommandRun run, String line) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(line).hasLineCount(1);
    }

    private CommandRun make(String... more) {
        Stream<String> usual =
                Stream.of(
                        "models",
                        "new",
                        "sky",
                        "--from-pictures",
                        pictures.toString(),
                        "--models-dir",
                        models.toString());
        return CommandRun.of(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
    }

    private NetworkSpec made() {
        return NetworkFolder.read(models.resolve("sky")).spec();
    }
}
