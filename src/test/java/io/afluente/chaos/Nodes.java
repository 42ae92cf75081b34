package io.afluente.chaos;

import static java.util.stream.Collectors.joining;

import io.afluente.FreePorts;
import io.afluente.TestCluster;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.Uuid;

/** A cluster of its own whose nodes are processes that a test may kill and start again. */
final class Nodes implements AutoCloseable {
    private final Path folder;
    private final int count;
    private final String id = Uuid.randomUuid().toString();
    private final List<Integer> ports;
    private final Jvm[] jvms;

    private Nodes(Path folder, int count) {
        this.folder = folder;
        this.count = count;
        this.ports = FreePorts.take(2 * count);
        this.jvms = new Jvm[count];
    }

    /** Starts so many nodes. */
    static Nodes start(Path folder, int count) {
        Nodes nodes = new Nodes(folder, count);
        IntStream.range(0, count).forEach(nodes::start);
        return nodes;
    }

    /**
     * What clients see, with all topics; each record is on all nodes, and on most before it counts.
     */
    TestCluster cluster() {
        String servers = list(node -> "127.0.0.1:" + clientPort(node));
        return new TestCluster(servers, Topics.withPrefix("")).withTopics();
    }

    /** Starts a node on what it kept. */
    void start(int node) {
        List<String> arguments =
                settings(node).entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList();
        jvms[node] =
                Jvm.start(
                        folder.resolve("node-" + node + ".log"),
                        List.of("-Xmx384m"),
                        Node.class,
                        arguments);
    }

    /** Ends a node by SIGKILL. */
    void kill(int node) {
        jvms[node].kill();
    }

    /** Waits until every node has every record again. */
    void awaitWhole() {
        try (Admin admin = Admin.create(cluster().client())) {
            Chaos.await("all replicas are in sync", () -> isWhole(admin));
        }
    }

    private boolean isWhole(Admin admin) {
        Set<String> topics =
                KafkaCalls.await(
                        admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return KafkaCalls.await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == count);
    }

    @Override
    public void close() {
        for (Jvm jvm : jvms) {
            if (jvm != null) {
                jvm.close();
            }
        }
    }

    private Map<String, String> settings(int node) {
        String client = "127.0.0.1:" + clientPort(node);
        String most = String.valueOf(count / 2 + 1);
        String all = String.valueOf(count);
        return Map.ofEntries(
                Map.entry(Node.CLUSTER_ID, id),
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(node)),
                Map.entry("log.dirs", folder.resolve("node-" + node).toString()),
                Map.entry("listeners", "CLIENTS://" + client + ",CONTROLLER://" + controller(node)),
                Map.entry("advertised.listeners", "CLIENTS://" + client),
                Map.entry(
                        "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", list(n -> n + "@" + controller(n))),
                Map.entry("default.replication.factor", all),
                Map.entry("min.insync.replicas", most),
                Map.entry("offsets.topic.replication.factor", all),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", all),
                Map.entry("transaction.state.log.min.isr", most),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20)));
    }

    private int clientPort(int node) {
        return ports.get(2 * node);
    }

    private String controller(int node) {
        return "127.0.0.1:" + ports.get(2 * node + 1);
    }

    private String list(IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(joining(","));
    }
}
