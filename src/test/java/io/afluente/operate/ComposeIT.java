package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.FreePorts;
import io.afluente.TestNetworks;
import io.afluente.Waiting;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import io.afluente.web.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml itself: comes up, answers what is sent through it, and forgets nothing. */
@NeedsDocker
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("alone")
class ComposeIT {
    private static final int IMAGES = 40;
    private static final int LABELED = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path data;
    private final Map<String, String> environment = new HashMap<>();
    private Http page;

    @BeforeAll
    static void needCompose() {
        assumeTrue(Ended.of("docker", "compose", "version").well(), "Docker has no compose");
    }

    @BeforeEach
    void writeADataSet() throws IOException {
        write(Split.TRAIN, LABELED);
        write(Split.TEST, IMAGES);
        // whoever runs in the container is not whoever runs the test
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        page = new Http(FreePorts.takeOne());
        environment.put("AFLUENTE_IMAGE", Docker.ours());
        environment.put("KAFKA_IMAGE", Docker.KAFKA);
        environment.put("KAFKA_PORT", Integer.toString(FreePorts.takeOne()));
        environment.put("HTTP_PORT", Integer.toString(page.port()));
    }

    @AfterEach
    void forget() {
        compose("down", "--volumes", "--timeout", "5").orFail();
    }

    @Test
    void shouldAnswerAndRememberAcrossDownAndUp() throws IOException {
        up();
        replay("--split", "train", "--checkpoint");
        replay("--split", "test");
        List<JsonNode> before = answers(IMAGES);

        assertThat(ids(before))
                .as(() -> "what was answered more than once, and by whom:\n" + told(before))
                .doesNotHaveDuplicates()
                .hasSize(IMAGES);
        awaitPage();
        assertThat(page.get("/").body()).contains("<title>");

        compose("down").orFail();
        up();
        assertThat(answers(IMAGES)).containsExactlyInAnyOrderElementsOf(before);
        replay("--split", "test");
        List<JsonNode> later = new ArrayList<>(answers(2 * IMAGES));
        later.removeAll(before);

        assertThat(ids(later)).containsExactlyInAnyOrderElementsOf(ids(before));
        assertThat(later)
                .extracting(answer -> answer.path("version").asText())
                .as("versions after the restart: what was learned is still there")
                .allSatisfy(version -> assertThat(version).doesNotStartWith("000000-"));
    }

    private void up() {
        Ended ended = compose("up", "--detach", "--no-build");
        if (!ended.well()) {
            throw new AssertionError(ended.said() + compose("logs", "--tail", "40").said());
        }
    }

    private void replay(String... words) {
        List<String> all =
                new ArrayList<>(List.of("run", "--rm", "-T", "-v", data + ":/data:ro", "-e"));
        all.addAll(List.of("AFLUENTE_DATA=/data", "replay"));
        all.addAll(List.of(words));
        compose(all.toArray(String[]::new)).orFail();
    }

    /** So many answers, once they are there. */
    private List<JsonNode> answers(int count) throws IOException {
        String said =
                compose(
                                ("run --rm -T tools consume --from-beginning --json --max " + count)
                                        .split(" ", -1))
                        .orFail();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : said.lines().filter(line -> line.startsWith("{\"id\"")).toList()) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers).as(said).hasSize(count);
        return answers;
    }

    private void awaitPage() {
        Waiting.until("the page is ready", this::pageIsReady);
    }

    private boolean pageIsReady() {
        try {
            return page.get("/readyz").statusCode() == 200;
        } catch (AssertionError nobodyListensYet) {
            return false;
        }
    }

    private Ended compose(String... words) {
        return Ended.of(
                environment,
                Stream.concat(
                                Stream.of("docker", "compose", "-p", "afluente-test"),
                                Stream.of(words))
                        .toArray(String[]::new));
    }

    private void write(Split split, int count) throws IOException {
        IdxWriter.write(
                data, split, IntStream.range(0, count).mapToObj(TestNetworks::picture).toList());
    }

    /** Each answer with where its image lies, and the roles' own logs: what tells who did it. */
    private String told(List<JsonNode> answers) {
        String lines =
                answers.stream()
                        .map(
                                answer ->
                                        answer.path("id").asText()
                                                + " "
                                                + answer.path("source")
                                                + " "
                                                + answer.path("version").asText())
                        .collect(Collectors.joining("\n"));
        return lines + "\n" + compose("logs", "--timestamps", "--tail", "200").said();
    }

    private static List<String> ids(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("id").asText()).toList();
    }
}
