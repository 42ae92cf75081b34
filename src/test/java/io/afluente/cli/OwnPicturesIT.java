package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of pictures to a served model that learns: three commands, no file to edit. */
@ExtendWith(BrokerExtension.class)
class OwnPicturesIT {
    private static final int EACH = 40;

    @TempDir private Path folder;
    private TestCluster cluster;

    @Test
    void shouldServeAModelThatLearnsAFolderOfPictures(TestCluster cluster) throws IOException {
        // Given
        this.cluster = cluster.withTopics();
        Path pictures = folder.resolve("pictures");
        ClassPictures.write(pictures, EACH, new InputShape(32, 32, 3), "beam", "post", "rail");

        // When
        run(
                "models",
                "new",
                "wood",
                "--from-pictures",
                pictures.toString(),
                "--models-dir",
                folder.resolve("models").toString());
        try (CommandThread serve = CommandThread.start(served())) {
            for (int pass = 1; pass <= 4; pass++) {
                run(words("produce", pictures.toString(), "--labels-from-folders", "--checkpoint"));
            }

            // Then
            serve.await("versions that serve", () -> servingSequence() >= 4);
            CommandRun answers = run(words("produce", pictures.toString(), "--wait", "--json"));
            assertThat(share(answers.lines())).isGreaterThan(0.8);
        }
    }

    private String[] served() {
        return words(
                "serve",
                "--http-port=0",
                "--application-id=" + cluster.topics().prefix() + "wood",
                "--classify-threads=1",
                "--state-dir=" + folder.resolve("state"),
                "--checkpoint-dir=" + folder.resolve("checkpoints"));
    }

    private String[] words(String command, String... more) {
        String model = " --model wood --models-dir " + folder.resolve("models");
        return cluster.arguments(command + model, more);
    }

    private int servingSequence() {
        return CommandRun.of(words("models list")).lines().stream()
                .filter(line -> line.contains("serves"))
                .mapToInt(line -> Integer.parseInt(line.substring(0, 6)))
                .findFirst()
                .orElse(-1);
    }

    /** The share of pictures whose answer is the folder that they are in. */
    private static double share(List<String> lines) throws IOException {
        int right = 0;
        for (String line : lines) {
            JsonNode answer = new ObjectMapper().readTree(line);
            String folder = answer.get("id").asText().split("/", -1)[0];
            int label = List.of("beam", "post", "rail").indexOf(folder);
            right += answer.get("label").asInt() == label ? 1 : 0;
        }
        return right / (3.0 * EACH);
    }

    private static CommandRun run(String... words) {
        CommandRun run = CommandRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
