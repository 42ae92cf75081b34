package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a role writes to standard error where machines read it. */
@ExtendWith(BrokerExtension.class)
class LogsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void shouldWriteEachLineAsAnObjectWhereAsked(TestCluster cluster) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (RoleProcess web =
                RoleProcess.start(
                                "web",
                                cluster.withTopics(),
                                folder,
                                // stands for the variable of the environment
                                "-DAFLUENTE_LOG_FORMAT=json")
                        .awaitReady()) {
            web.stop();
            for (String line : web.end().lines()) {
                lines.add(JSON.readTree(line));
            }
        }
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(
                        line -> {
                            assertThat(line.path("timestamp").isNumber()).isTrue();
                            assertThat(line.path("level").asText()).isIn("INFO", "WARN");
                            assertThat(line.path("loggerName").asText()).isNotEmpty();
                        })
                .anySatisfy(
                        line ->
                                assertThat(line.path("formattedMessage").asText())
                                        .startsWith("HTTP on port"));
    }
}
