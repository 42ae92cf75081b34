package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class ConsumeCommandIT {
    private TestCluster cluster;

    @BeforeEach
    void predictions(TestCluster cluster) {
        this.cluster = cluster.withTopics();
        for (int i = 0; i < 4; i++) {
            String json =
                    String.format(
                            Locale.ROOT,
                            "{\"id\":\"test-%d\",\"label\":1,\"confidence\":0.%d,"
                                    + "\"probabilities\":[0.%d,0.%d],\"model\":\"mnist\","
                                    + "\"version\":\"7-abc\",\"source\":{\"topic\":\"images\","
                                    + "\"partition\":2,\"offset\":%d}}",
                            i,
                            9 - i,
                            1 + i,
                            9 - i,
                            i);
            cluster.send(cluster.topics().predictions(), "test-" + i, json);
        }
    }

    @Test
    void shouldShowATableFromTheBeginning() {
        CommandRun run = consume("--from-beginning", "--max", "4");

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSize(5);
        assertThat(run.lines().get(0)).startsWith("ID ").endsWith("SOURCE");
        assertThat(run.lines())
                .anyMatch(line -> line.matches("test-0 +1 +0.900 +7-abc +images-2-0"));
    }

    @Test
    void shouldWriteRecordsAsTheyAreOnRequest() {
        CommandRun run = consume("--from-beginning", "--max", "1", "--json");

        assertThat(run.lines()).hasSize(1);
        assertThat(run.out()).startsWith("{\"id\":\"test-").contains("\"probabilities\":[0.");
    }

    @Test
    void shouldShowTheUnsureOnly() {
        CommandRun run =
                consume("--from-beginning", "--timeout", "1", "--below-confidence", "0.75");

        assertThat(run.lines()).hasSize(3).noneMatch(line -> line.startsWith("test-1"));
    }

    @Test
    void shouldBeginWithTheNextUnlessToldOtherwise() {
        assertThat(consume("--timeout", "1").lines()).hasSize(1);
    }

    @Test
    void shouldNameARecordThatIsNoPrediction() {
        cluster.send(cluster.topics().predictions(), "odd", "not JSON");

        CommandRun run = consume("--from-beginning", "--max", "5");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("afluente: " + cluster.topics().predictions())
                .contains("not a prediction");
    }

    @Test
    void shouldShowWhatFeedbackSaysIsWrongAndKeepTheTableAligned() {
        cluster.send(cluster.topics().predictions(), "long", prediction("x".repeat(99), 77));
        feedback(0, 1);
        feedback(1, 0);
        feedback(77, 0);
        cluster.send(cluster.topics().feedback(), "odd", "no JSON");

        CommandRun run = consume("--wrong", "--from-beginning", "--timeout", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSize(3);
        int truth = run.lines().get(0).indexOf("TRUTH") + 4;
        assertThat(run.lines().subList(1, 3)).allMatch(line -> line.charAt(truth) == '0');
        assertThat(run.lines()).anyMatch(line -> line.startsWith("test-1 "));
        assertThat(run.lines()).anyMatch(line -> line.startsWith("xxxxxxxxxxx…xxxxxxxxxxxx "));
        assertThat(consume("--wrong", "--from-beginning", "--json", "--max", "1").out())
                .contains("\"truth\":0,");
    }

    private void feedback(int offset, int label) {
        String json =
                "{\"label\":%d,\"source\":{\"topic\":\"images\",\"partition\":2,\"offset\":%d}}";
        cluster.send(cluster.topics().feedback(), "any", json.formatted(label, offset));
    }

    private static String prediction(String id, int offset) {
        return ("{\"id\":\"%s\",\"label\":1,\"confidence\":0.9,\"probabilities\":[0.1,0.9],"
                        + "\"model\":\"mnist\",\"version\":\"7-abc\",\"source\":{\"topic\":"
                        + "\"images\",\"partition\":2,\"offset\":%d}}")
                .formatted(id, offset);
    }

    private CommandRun consume(String... more) {
        return CommandRun.of(cluster.arguments("consume", more));
    }
}
