package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.CommandGroup;
import io.afluente.cli.option.SettingsFile;
import io.afluente.setting.UserException;
import io.afluente.stream.topic.TopicAdmin;
import io.afluente.stream.topic.TopicFile;
import io.afluente.stream.topic.TopicState;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the topics of {@code topics/} to a cluster and shows how they stand. */
@Command(
        name = "topics",
        description = "Create the topics, describe them, check them.",
        footerHeading = "%nExample:%n",
        footer = "  afluente topics create --bootstrap-server localhost:9092")
final class TopicsCommand extends CommandGroup {
    @Command(
            description = {
                "Create the topics that are missing.",
                "Those that exist stay as they are; see \"topics check\"."
            },
            footerHeading = "%nExample:%n",
            footer = "  afluente topics create --partitions 8 --replication-factor 3")
    int create(
            @Mixin ClusterOptions cluster,
            @Mixin SettingsFile settings,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            converter = AtLeastOne.class,
                            description = "Partitions of images and predictions. Default: 4")
                    Optional<Integer> partitions,
            @Option(
                            names = "--replication-factor",
                            paramLabel = "N",
                            converter = AtLeastOne.class,
                            description = "Replicas of each topic. Default: the broker's")
                    Optional<Integer> replicationFactor) {
        try (Admin admin = cluster.connect()) {
            var topics = new TopicAdmin(admin, cluster.topics());
            List<String> created = topics.create(partitions, replicationFactor);
            out().println(created.isEmpty() ? "all topics were there" : "created " + join(created));
            return report(topics.differences());
        }
    }

    @Command(
            description = "Say of each topic what it is for, and how the cluster has it.",
            footerHeading = "%nExample:%n",
            footer = "  afluente topics describe")
    int describe(@Mixin ClusterOptions cluster, @Mixin SettingsFile settings) {
        Topics topics = cluster.topics();
        try (Admin admin = cluster.connect()) {
            Map<String, TopicState> states = new TopicAdmin(admin, topics).states();
            topics.names().forEach(name -> print(name, topics.file(name), states.get(name)));
            return ExitCode.OK;
        }
    }

    @Command(
            description = "Say in what the cluster's topics differ from the files; if so, exit 2.",
            footerHeading = "%nExample:%n",
            footer = "  afluente topics check --topic-prefix blue-")
    int check(@Mixin ClusterOptions cluster, @Mixin SettingsFile settings) {
        try (Admin admin = cluster.connect()) {
            return report(new TopicAdmin(admin, cluster.topics()).differences());
        }
    }

    private int report(List<String> differences) {
        if (differences.isEmpty()) {
            out().println("all topics are as their files say");
            return ExitCode.OK;
        }
        throw new UserException(
                "topics differ from their files:%n  %s"
                        .formatted(String.join("%n  ".formatted(), differences)));
    }

    private void print(String name, TopicFile file, TopicState state) {
        out().println(name);
        out().println("  " + file.about());
        out().println("  written by " + join(file.writers()) + "; read by " + join(file.readers()));
        if (state == null) {
            out().println("  is missing");
            return;
        }
        out().printf(
                        "  %d partition%s, %d replica%s%n",
                        state.partitions(),
                        plural(state.partitions()),
                        state.replicationFactor(),
                        plural(state.replicationFactor()));
        file.settings()
                .keySet()
                .forEach(key -> out().println("  " + key + "=" + state.settings().get(key)));
    }

    private static String join(List<String> names) {
        return String.join(", ", names);
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
