package io.afluente.cli.bench;

import io.afluente.cli.role.Beginning;
import io.afluente.cli.role.ClassifyRole;
import io.afluente.cli.role.LearnRole;
import io.afluente.cli.role.RoleSettings;
import io.afluente.meter.Meters;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.Networks;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.ModelsTopic;
import io.afluente.stream.PollBatches;
import io.afluente.stream.StreamsApp;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/**
 * Whole topologies through the broker. The input lies on its topic before a round starts; the rate
 * is that of committed input, from a tenth of it on to its end.
 */
final class StreamBench {
    private static final String EXACTLY_ONCE = "exactly_once_v2";
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Effort effort;
    private final Lab lab;
    private final Checkpoint checkpoint;
    private final Ledger ledger;

    StreamBench(Effort effort, Lab lab, Checkpoint checkpoint, Ledger ledger) {
        this.effort = effort;
        this.lab = lab;
        this.checkpoint = checkpoint;
        this.ledger = ledger;
    }

    /** Images per second of a topology that only copies. */
    double ceiling() {
        return median(
                EXACTLY_ONCE,
                effort.streamImages(),
                bench -> app(bench, new CopyTopology(bench.topics())));
    }

    /** Images per second of the tutorials' topology. */
    double naive() {
        SavedNetwork network = checkpoint.network();
        try (Classifier stock = Networks.stock(network, 1)) {
            return median(
                    EXACTLY_ONCE,
                    effort.naiveImages(),
                    bench -> app(bench, new NaiveTopology(bench.topics(), stock)));
        }
    }

    /** Images per second of ours; every prediction is looked at afterwards. */
    double classify(Function<RoleSettings, Engine> engines, String engine, String guarantee) {
        double[] rates = new double[effort.rounds()];
        for (int i = -1; i < rates.length; i++) {
            Lab.Bench bench = lab.next(engine, guarantee);
            lab.fillImages(bench, effort.streamImages());
            publish(bench);
            RoleSettings settings = bench.settings();
            double rate;
            try (ClassifyRole role =
                    new ClassifyRole(settings, engines.apply(settings), Meters.none())) {
                start(role);
                rate = rate(bench, "classify", bench.topics().images(), effort.streamImages());
            }
            ledger.check(bench, effort.streamImages());
            if (i >= 0) {
                rates[i] = rate;
            }
        }
        return Figures.median(rates);
    }

    /** Labelled images per second of the learner. */
    double learn() {
        double[] rates = new double[effort.rounds()];
        int examples = effort.streamImages() / 4;
        for (int i = -1; i < rates.length; i++) {
            Lab.Bench bench = lab.next("nd4j", EXACTLY_ONCE);
            lab.fillLabeled(bench, examples);
            RoleSettings settings = bench.settings();
            Beginning beginning =
                    new Beginning(settings.network(), settings.learn().seed(), Optional.empty());
            try (LearnRole role = new LearnRole(settings, beginning, Meters.none())) {
                role.start();
                double rate = rate(bench, "learn", bench.topics().labeledImages(), examples);
                rates[Math.max(i, 0)] = rate;
            }
        }
        return Figures.median(rates);
    }

    void publish(Lab.Bench bench) {
        new ModelsTopic(bench.client(), bench.topics().models(), bench.settings().network().name())
                .publish(checkpoint);
    }

    static void start(ClassifyRole role) {
        try {
            role.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double median(String guarantee, int images, Function<Lab.Bench, StreamsApp> make) {
        double[] rates = new double[effort.rounds()];
        for (int i = -1; i < rates.length; i++) {
            Lab.Bench bench = lab.next("nd4j", guarantee);
            lab.fillImages(bench, images);
            try (StreamsApp app = make.apply(bench)) {
                app.start();
                double rate = rate(bench, "classify", bench.topics().images(), images);
                rates[Math.max(i, 0)] = rate;
            }
        }
        return Figures.median(rates);
    }

    private static StreamsApp app(Lab.Bench bench, Supplier<Topology> topology) {
        RoleSettings settings = bench.settings();
        Map<String, Object> all =
                settings.classifyConfig(Meters.none())
                        .classify(settings.topics(), new PollBatches(), settings.pollRecords());
        return new StreamsApp("bench", topology.get(), all, Meters.none());
    }

    private static double rate(Lab.Bench bench, String role, String topic, long images) {
        String group = bench.settings().applicationIdOf(role);
        try (Admin admin = Admin.create(bench.client())) {
            long asked = System.nanoTime();
            long from = await(admin, group, topic, images / 10);
            long start = System.nanoTime();
            await(admin, group, topic, images);
            long end = System.nanoTime();
            // one commit took it all: only the time since the start is left to rate it by
            return from == images
                    ? images * 1e9 / (end - asked)
                    : (images - from) * 1e9 / (end - start);
        }
    }

    private static long await(Admin admin, String group, String topic, long atLeast) {
        long committed = Lab.committed(admin, group, topic);
        while (committed < atLeast) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            committed = Lab.committed(admin, group, topic);
        }
        return committed;
    }
}
