package io.afluente.bench;

import io.afluente.meter.Meters;
import io.afluente.model.Classifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import io.afluente.registry.Checkpoint;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.stream.classify.ClassifyConfig;
import io.afluente.stream.classify.PollBatches;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/** Whole topologies through the broker. The input lies on its topic before a round starts. */
final class StreamBench {
    private static final int COPIES_AT_ONCE = 3;

    private final BenchProfile effort;
    private final BenchCluster lab;
    private final Checkpoint checkpoint;
    private final DeliveryCheck ledger;

    StreamBench(
            BenchProfile effort, BenchCluster lab, Checkpoint checkpoint, DeliveryCheck ledger) {
        this.effort = effort;
        this.lab = lab;
        this.checkpoint = checkpoint;
        this.ledger = ledger;
    }

    /**
     * Images through the role.
     *
     * @param rate images per second
     * @param medianSlice half of all images were answered in slices of this size, or smaller ones
     */
    record Classified(double rate, int medianSlice) {}

    /** Images per second of a topology that only copies; more of them, since it is so fast. */
    double ceiling() {
        return median(
                COPIES_AT_ONCE * effort.streamImages(),
                experiment -> app(experiment, new CopyTopology(experiment.topics())));
    }

    /** Images per second of the tutorials' topology. */
    double naive() {
        SavedNetwork network = checkpoint.network();
        try (Classifier stock = Networks.stock(network, 1)) {
            return median(
                    effort.naiveImages(),
                    experiment -> app(experiment, new NaiveTopology(experiment.topics(), stock)));
        }
    }

    /** Ours; every prediction is looked at afterwards. */
    Classified classify(String engine, String guarantee) {
        List<Classified> rounds = rounds(() -> classifyOnce(engine, guarantee));
        return new Classified(
                median(rounds, Classified::rate), (int) median(rounds, Classified::medianSlice));
    }

    Classified classifyOnce(String engine, String guarantee) {
        int images = effort.streamImages();
        try (BenchCluster.Experiment experiment = lab.next(engine, guarantee)) {
            lab.fillImages(experiment, images);
            lab.publish(experiment, checkpoint);
            double rate;
            try (ClassifyRole role =
                    new ClassifyRole(
                            experiment.settings(), experiment.settings().engine(), Meters.none())) {
                start(role);
                rate =
                        CommittedRate.await(
                                experiment, "classify", experiment.topics().images(), images);
            }
            return new Classified(rate, ledger.check(experiment, images));
        }
    }

    /** Labelled images per second of the learner. */
    double learn() {
        int examples = effort.streamImages() / 8;
        return median(rounds(() -> learnOnce(examples)), rate -> rate);
    }

    private double learnOnce(int examples) {
        try (BenchCluster.Experiment experiment =
                lab.next(Engines.REFERENCE, Measurement.EXACTLY_ONCE)) {
            lab.fillLabeled(experiment, examples);
            RoleSettings settings = experiment.settings();
            InitialVersion beginning =
                    new InitialVersion(
                            settings.network(), settings.learn().seed(), Optional.empty());
            try (LearnRole role = new LearnRole(settings, beginning, Meters.none())) {
                role.start();
                return CommittedRate.await(
                        experiment, "learn", experiment.topics().labeledImages(), examples);
            }
        }
    }

    static void start(ClassifyRole role) {
        try {
            role.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double median(int images, Function<BenchCluster.Experiment, StreamsApp> make) {
        return median(rounds(() -> once(images, make)), rate -> rate);
    }

    private <T> List<T> rounds(Supplier<T> once) {
        if (effort.thorough()) {
            // does not count: half as fast, until the code is compiled
            T unused = once.get();
        }
        return Stream.generate(once).limit(effort.rounds()).toList();
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        return Quantiles.median(rounds.stream().mapToDouble(value).toArray());
    }

    private double once(int images, Function<BenchCluster.Experiment, StreamsApp> make) {
        try (BenchCluster.Experiment experiment =
                lab.next(Engines.REFERENCE, Measurement.EXACTLY_ONCE)) {
            lab.fillImages(experiment, images);
            double rate;
            try (StreamsApp app = make.apply(experiment)) {
                app.start();
                rate =
                        CommittedRate.await(
                                experiment, "classify", experiment.topics().images(), images);
            }
            ledger.check(experiment, images);
            return rate;
        }
    }

    private static StreamsApp app(BenchCluster.Experiment experiment, Supplier<Topology> topology) {
        RoleSettings settings = experiment.settings();
        ClassifyConfig config =
                new ClassifyConfig(
                        settings.classifyConfig("classify", Meters.none()),
                        new PollBatches(),
                        settings.classify().pollRecords(),
                        Duration.ZERO,
                        Duration.ZERO);
        return new StreamsApp(
                "bench",
                topology.get(),
                config.serving(settings.topics()),
                Tracing.none(),
                Meters.none());
    }
}
