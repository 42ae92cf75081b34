package io.afluente.operate;

import io.afluente.TestCluster;
import io.afluente.Waiting;
import io.afluente.stream.topic.KafkaCalls;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;

/** Kafka's tool for groups, run as an operator does, and as our messages say. */
final class ConsumerGroups {
    private static final Pattern LINE =
            Pattern.compile("kafka-consumer-groups\\.sh --bootstrap-server … ([^\\n]+)");

    private ConsumerGroups() {}

    private static void awaitEmpty(TestCluster cluster, String group) {
        try (Admin admin = Admin.create(cluster.client())) {
            Waiting.until(
                    group + " is empty",
                    () ->
                            KafkaCalls.await(admin.describeConsumerGroups(List.of(group)).all())
                                    .get(group)
                                    .members()
                                    .isEmpty());
        }
    }

    /** Runs a line of words, but for the address. */
    static void run(TestCluster cluster, String words) {
        String all = "--bootstrap-server " + cluster.bootstrapServers() + " " + words;
        ConsumerGroupCommand.main(all.split(" ", -1));
    }

    /** Runs the line that a message holds, once a member that has failed counts as gone. */
    static void runWhatIsSaid(TestCluster cluster, String message) {
        Matcher line = LINE.matcher(message);
        if (!line.find()) {
            throw new AssertionError("no line for kafka-consumer-groups.sh: " + message);
        }
        String words = line.group(1).strip();
        awaitEmpty(cluster, words.replaceAll(".*--group (\\S+).*", "$1"));
        run(cluster, words);
    }
}
