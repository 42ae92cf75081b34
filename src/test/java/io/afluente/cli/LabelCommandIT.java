package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class LabelCommandIT {
    private static final String ANSWER =
            "{\"id\":\"%s\",\"probabilities\":[0.5,0.5],\"model\":\"mnist\",\"version\":\"1\","
                    + "\"source\":{\"topic\":\"images\",\"partition\":3,\"offset\":%d}}";

    @Test
    void shouldCopyTheSourceFromTheLatestPrediction(TestCluster cluster) {
        // Given two answers to one id, and one to another
        String predictions = cluster.withTopics().topics().predictions();
        cluster.send(predictions, "a", ANSWER.formatted("a", 10));
        cluster.send(predictions, "a", ANSWER.formatted("a", 20));
        cluster.send(predictions, "b", ANSWER.formatted("b", 30));

        // When
        CommandRun run = CommandRun.of(cluster.arguments("label a 7"));

        // Then
        var feedback = cluster.read(cluster.topics().feedback());
        assertThat(run.out()).isEqualToIgnoringNewLines("a (images-3-20) is 7");
        assertThat(feedback).hasSize(1);
        assertThat(feedback.get(0).partition()).isEqualTo(3);
        assertThat(new String(feedback.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("a");
        assertThat(new String(feedback.get(0).value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"label\":7,\"source\":{\"topic\":\"images\",\"partition\":3,"
                                + "\"offset\":20}}");
    }

    @Test
    void shouldTakeTheSourceThatIsGiven(TestCluster cluster) {
        cluster.withTopics();

        CommandRun run = CommandRun.of(cluster.arguments("label a 7 --source images-1-99"));

        assertThat(run.exitCode()).isZero();
        var feedback = cluster.read(cluster.topics().feedback());
        assertThat(new String(feedback.get(0).value(), StandardCharsets.UTF_8))
                .contains("\"partition\":1,\"offset\":99");
    }

    @Test
    void shouldSayThatNothingIsKnownOfAnId(TestCluster cluster) {
        CommandRun run = CommandRun.of(cluster.withTopics().arguments("label nobody 7"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("has no prediction of \"nobody\"; --source says where it lies");
    }

    @Test
    void shouldRefuseWhatIsNoPlace(TestCluster cluster) {
        CommandRun run = CommandRun.of(cluster.arguments("label a 7 --source images"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("needs TOPIC-PARTITION-OFFSET");
    }

    @Test
    void shouldRefuseAPlaceWherePicturesCanNotLie(TestCluster cluster) {
        cluster.withTopics();

        CommandRun run = CommandRun.of(cluster.arguments("label a 7 --source images-9-99"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "afluente: images-9-99: no picture lies there; partitions are 0 to 3");
    }

    @Test
    void shouldRefuseALabelThatTheNetworkDoesNotHave(TestCluster cluster) {
        cluster.withTopics();

        CommandRun run = CommandRun.of(cluster.arguments("label a 99 --source images-1-99"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "afluente: \"99\" is no label; labels are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertThat(cluster.read(cluster.topics().feedback())).isEmpty();
    }

    @Test
    void shouldTakeALabelByItsName(TestCluster cluster) {
        cluster.withTopics();

        CommandRun run =
                CommandRun.of(
                        cluster.arguments("label a ship --model cifar10 --source images-1-99"));

        assertThat(run.out()).isEqualToIgnoringNewLines("a (images-1-99) is 8");
    }
}
