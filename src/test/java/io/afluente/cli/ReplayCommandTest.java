package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What replay refuses before it sends anything. */
class ReplayCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldRefuseLabelsThatTheNetworkDoesNotHave() throws IOException {
        // as EMNIST's letters come, from 1 to 26
        List<LabeledImage> letters =
                IntStream.range(0, 40)
                        .mapToObj(i -> new LabeledImage(TestData.example(i).image(), 1 + i % 26))
                        .toList();
        IdxWriter.write(folder, Split.TRAIN, letters);

        CommandRun run =
                CommandRun.of(
                        "replay",
                        "--data",
                        folder.toString(),
                        "--to",
                        "labeled-images",
                        "--bootstrap-server",
                        "localhost:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "label 10 of picture 9: the network mnist has labels 0 to 9; see --model");
    }
}
