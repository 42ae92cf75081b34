package io.afluente.operate;

import io.afluente.TestCluster;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;

/** What somebody else calls all topics and groups, with all that Kafka allows in a name. */
final class NamesOfOthers {
    static final Map<String, String> TOPICS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("images", "Vision.Line3.frames_v2"),
                            Map.entry("predictions", "Vision.Line3.ANSWERS"),
                            Map.entry("predictions-shadow", "Vision.Line3.what-if"),
                            Map.entry("labeled-images", "Vision.Line3.taught_frames"),
                            Map.entry("scores", "QA__scores"),
                            Map.entry("models", "ML.registry.3"),
                            Map.entry("learner-states", "ML.registry.3.state"),
                            Map.entry("feedback", "qa-corrections.v1"),
                            Map.entry("images-dlq", "Vision.Line3.rejected"),
                            Map.entry("labeled-images-dlq", "Rejected_taught"),
                            Map.entry("feedback-dlq", "qa-corrections.v1.rejected")));
    static final Map<String, String> GROUPS =
            new TreeMap<>(
                    Map.of(
                            "classify", "Vision.readers_A",
                            "learn", "ML-learner.1",
                            "join", "QA.join",
                            "shadow", "Vision.what-if"));

    private static final List<String> MADE_BY_OTHERS =
            List.of("images", "predictions", "predictions-shadow", "feedback");

    private NamesOfOthers() {}

    /** The same cluster with these names. */
    static TestCluster on(TestCluster broker) {
        return new TestCluster(broker.bootstrapServers(), Topics.named("", TOPICS));
    }

    /** A file of settings that gives all of them. */
    static Path settingsFile(Path folder) throws IOException {
        return Files.write(
                folder.resolve("afluente.properties"),
                List.of("topic=" + pairs(TOPICS), "group=" + pairs(GROUPS)));
    }

    /** Makes the topics that were there before us, with 2 partitions each. */
    static void makeSome(TestCluster cluster) {
        List<NewTopic> theirs =
                MADE_BY_OTHERS.stream()
                        .map(cluster.topics()::named)
                        .map(
                                name ->
                                        new NewTopic(name, Optional.of(2), Optional.empty())
                                                .configs(cluster.topics().file(name).settings()))
                        .toList();
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.createTopics(theirs).all());
        }
    }

    static Set<String> topicsOf(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            return KafkaCalls.await(admin.listTopics().names());
        }
    }

    static Set<String> groupsOf(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            return KafkaCalls.await(admin.listGroups().all()).stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
        }
    }

    private static String pairs(Map<String, String> names) {
        return names.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
