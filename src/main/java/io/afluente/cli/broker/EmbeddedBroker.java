package io.afluente.cli.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A whole Kafka in this process: one KRaft node that is broker and controller, on free ports of
 * 127.0.0.1, with a folder of its own that is deleted when it is closed.
 *
 * <p>May be stopped and started again on the same folder and ports, as a broker that went away and
 * came back. Belongs to one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /**
     * Setting for {@link #start(Path, Map)}: a new group deals out its partitions once all stream
     * threads of a process had time to join. Else the first gets them all, and gives up those of
     * the others only at a heartbeat, seconds later.
     */
    public static final Map<String, String> DEALT_OUT_ONCE =
            Map.of("group.initial.rebalance.delay.ms", "500");

    private final Path folder;
    private final KafkaConfig config;
    private final String bootstrapServers;
    private KafkaRaftServer server;

    private EmbeddedBroker(Path folder, Map<String, String> overrides) {
        this.folder = folder;
        int port = freePort();
        this.bootstrapServers = "127.0.0.1:" + port;
        Properties properties =
                OneNode.settings(folder, bootstrapServers, "127.0.0.1:" + freePort());
        properties.putAll(overrides);
        this.config = KafkaConfig.fromProps(properties, false);
    }

    /** A running broker with an empty folder under the system's temporary one. */
    public static EmbeddedBroker start() {
        return start(Path.of(System.getProperty("java.io.tmpdir")), Map.of());
    }

    /**
     * A running broker with an empty folder.
     *
     * @param parent where the folder is made
     * @param overrides settings of the broker by Kafka's own names
     */
    public static EmbeddedBroker start(Path parent, Map<String, String> overrides) {
        EmbeddedBroker broker = new EmbeddedBroker(folderIn(parent), overrides);
        try {
            broker.format();
            broker.startAgain();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Starts it on what it kept. Does nothing where it runs. */
    public void startAgain() {
        if (server == null) {
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
        }
    }

    /** Stops it and keeps its folder. */
    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete the broker's folder " + folder, e);
        }
    }

    private void format() {
        var said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(OneNode.ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "can't format " + folder + ": " + said.toString(StandardCharsets.UTF_8), e);
        }
    }

    private static Path folderIn(Path parent) {
        try {
            return Files.createTempDirectory(parent, "afluente-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a folder for the broker in " + parent, e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }
}
