package io.afluente.chaos;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Main class of one node of a cluster, broker and controller, in a JVM of its own. Its arguments
 * are settings of Kafka's, {@code name=value}; a folder that holds something is gone on with.
 */
final class Node {
    static final String CLUSTER_ID = "cluster.id";

    private Node() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        Stream.of(args).map(arg -> arg.split("=", 2)).forEach(s -> settings.put(s[0], s[1]));
        String cluster = (String) settings.remove(CLUSTER_ID);
        KafkaConfig config = KafkaConfig.fromProps(settings, false);
        if (!Files.exists(Path.of(config.logDirs().get(0), "meta.properties"))) {
            format(config, cluster);
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }

    private static void format(KafkaConfig config, String cluster) throws Exception {
        new Formatter()
                .setPrintStream(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(config.nodeId())
                .setClusterId(cluster)
                .setControllerListenerName("CONTROLLER")
                .addDirectory(config.logDirs().get(0))
                .setMetadataLogDirectory(config.logDirs().get(0))
                .run();
    }
}
