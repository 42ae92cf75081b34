package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class TopicsCommandIT {
    @Test
    void shouldCreateTopicsThatPassTheCheck(TestCluster cluster) {
        CommandRun created = topics("create", cluster, "--partitions", "2");
        CommandRun again = topics("create", cluster);
        CommandRun check = topics("check", cluster);

        assertThat(created.out()).startsWith("created " + cluster.topics().images());
        assertThat(again.out()).startsWith("all topics were there");
        assertThat(check.out()).contains("all topics are as their files say");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void shouldDescribeWhatIsThereAndWhatIsMissing(TestCluster cluster) {
        assertThat(topics("describe", cluster).out()).contains("is missing");

        topics("create", cluster);

        assertThat(topics("describe", cluster).lines())
                .containsSequence(
                        cluster.topics().models(),
                        "  " + cluster.topics().file(cluster.topics().models()).about())
                .contains("  1 partition, 1 replica", "  cleanup.policy=compact");
    }

    @Test
    void shouldFailTheCheckWhereTopicsAreMissing(TestCluster cluster) {
        CommandRun check = topics("check", cluster);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .startsWith("afluente: topics differ from their files:")
                .contains(cluster.topics().scores() + ": is missing");
    }

    @Test
    void shouldRefuseMoreReplicasThanBrokers(TestCluster cluster) {
        CommandRun create = topics("create", cluster, "--replication-factor", "3");

        assertThat(create.exitCode()).isEqualTo(2);
        assertThat(create.err())
                .startsWith("afluente: Kafka at " + cluster.bootstrapServers())
                .contains("--replication-factor")
                .hasLineCount(1);
    }

    private static CommandRun topics(String command, TestCluster cluster, String... more) {
        return CommandRun.of(cluster.arguments("topics " + command, more));
    }
}
