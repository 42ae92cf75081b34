package io.afluente.cli.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The settings of a Kafka that is one KRaft node, broker and controller at once. */
final class OneNode {
    static final int ID = 1;

    private OneNode() {}

    /**
     * For a node with nothing else but a free place to be.
     *
     * @param clients where clients find it
     * @param controller where it finds itself
     */
    static Properties settings(Path folder, String clients, String controller) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(ID));
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", "CLIENTS://" + clients + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "CLIENTS://" + clients);
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", ID + "@" + controller);
        for (String once :
                List.of(
                        "offsets.topic.replication.factor",
                        "transaction.state.log.replication.factor",
                        "transaction.state.log.min.isr",
                        "min.insync.replicas")) {
            settings.put(once, "1");
        }
        // one machine: few partitions to open, nobody else to wait for, no topic by mistake
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // looks for transactions that have timed out every second, not every tenth
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("auto.create.topics.enable", "false");
        // A transaction that follows at once waits here for the end of the one before; told to
        // come again it would come 100 ms later, its batches out of order.
        settings.put("add.partitions.to.txn.retry.backoff.max.ms", "5000");
        settings.put("add.partitions.to.txn.retry.backoff.ms", "5");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        return settings;
    }
}
