package io.afluente.bench;

import io.afluente.image.LabeledImage;
import io.afluente.model.Engine;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.service.RoleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All measurements, one after another, with the defaults of {@code serve}. */
public final class Bench {
    private final RoleSettings settings;
    private final Path home;
    private final Consumer<String> told;
    private final BenchProfile effort;
    private final EngineBench engines;
    private final StreamBench streams;
    private final LatencyBench latencies;
    private final MemoryBench memory;
    private final DeliveryCheck ledger = new DeliveryCheck();
    private final BenchReport report = new BenchReport();
    private final int cores = Runtime.getRuntime().availableProcessors();

    /**
     * @param effort how much is measured
     * @param settings of the roles, on a broker that has nothing else to do
     * @param folder for what the roles keep
     * @param home where PyTorch's script is found
     * @param pictures to classify and to learn from
     * @param told of each measurement before it begins
     */
    public Bench(
            BenchProfile effort,
            RoleSettings settings,
            Path folder,
            Path home,
            List<LabeledImage> pictures,
            Consumer<String> told) {
        this.effort = effort;
        this.settings = settings;
        this.home = home;
        this.told = told;
        SavedNetwork network = Networks.initial(settings.network(), settings.learn().seed());
        SavedNetwork other = Networks.initial(settings.network(), settings.learn().seed() + 1);
        List<Checkpoint> versions = List.of(checkpoint(1, network), checkpoint(2, other));
        BenchCluster lab = new BenchCluster(settings, folder, pictures);
        this.engines = new EngineBench(effort, network, pictures);
        this.streams = new StreamBench(effort, lab, versions.get(0), ledger);
        this.latencies = new LatencyBench(effort, lab, versions, ledger);
        this.memory = new MemoryBench(effort, lab, versions, pictures);
    }

    /** Measures these rows; all of them take a quarter of an hour. */
    public BenchReport run(Set<Measurement> rows) throws InterruptedException, IOException {
        for (Measurement row : Measurement.all()) {
            if (rows.contains(row)) {
                told.accept("measuring " + row.about());
                measure(row);
            }
        }
        report.lost(ledger.missing(), ledger.duplicates());
        return report;
    }

    private void measure(Measurement row) throws InterruptedException, IOException {
        switch (row.what()) {
            case REFERENCE -> report.reference(PyTorch.figures(home, effort.roundSeconds(), told));
            case LATENCY -> latency();
            case COMPARISON -> engines.compare(report::add);
            case MEMORY -> memory.measure(report::add, told);
            default -> report.put(row, rate(row));
        }
    }

    private double rate(Measurement row) {
        return switch (row.what()) {
            case STOCK -> engines.stockForward();
            case ONE_CORE -> engines.forward(engine(row), 1);
            case ALL_CORES -> engines.forward(engine(row), cores);
            case TRAIN_STOCK -> engines.stockStep();
            case TRAIN_PLAN -> engines.planStep();
            case TRAIN_PRACTICE -> engines.practice(settings.learn());
            case CEILING -> streams.ceiling();
            case NAIVE -> streams.naive();
            case CLASSIFY -> classify(row);
            case LEARN -> streams.learn();
            case REFERENCE, COMPARISON, LATENCY, MEMORY ->
                    throw new IllegalArgumentException(row.wireName() + ": no rate");
        };
    }

    private double classify(Measurement row) {
        StreamBench.Classified classified = streams.classify(row.engine(), row.guarantee());
        report.slice(row, classified.medianSlice());
        return classified.rate();
    }

    private void latency() throws InterruptedException {
        for (String engine : effort.watchedEngines()) {
            for (String guarantee : Measurement.GUARANTEES) {
                for (int rate : ratesOf(engine, guarantee)) {
                    for (Latency.Commits commits : commitsOf(guarantee)) {
                        latency(engine, guarantee, commits, rate, false);
                    }
                }
                if (effort.thorough()) {
                    latency(engine, guarantee, commitsOf(guarantee).get(0), 100, true);
                }
            }
        }
    }

    /** What is compared is measured in turn. */
    private static List<Latency.Commits> commitsOf(String guarantee) {
        return guarantee.equals(Measurement.EXACTLY_ONCE)
                ? List.of(Latency.Commits.EARLY, Latency.Commits.INTERVAL)
                : List.of(Latency.Commits.NONE);
    }

    private void latency(
            String engine, String guarantee, Latency.Commits commits, int rate, boolean swapping)
            throws InterruptedException {
        told.accept(
                "measuring latency, %s, %s, %s, %,d images/s%s"
                        .formatted(
                                engine,
                                guarantee,
                                BenchTable.commits(commits),
                                rate,
                                swapping ? ", a swap a second" : ""));
        report.add(latencies.measure(engine, guarantee, commits, rate, swapping));
    }

    private List<Integer> ratesOf(String engine, String guarantee) {
        return effort.thorough() ? List.of(1, 100, 1_000, halfOf(engine, guarantee)) : List.of(100);
    }

    // where the capacity is not among the rows, one round says it well enough
    private int halfOf(String engine, String guarantee) {
        Measurement row = new Measurement(Measurement.What.CLASSIFY, engine, guarantee);
        double capacity =
                report.rate(row).orElseGet(() -> streams.classifyOnce(engine, guarantee).rate());
        return (int) (capacity / 2);
    }

    private Engine engine(Measurement row) {
        return Engines.of(row.engine(), settings.classify().sliceImages());
    }

    private static Checkpoint checkpoint(long sequence, SavedNetwork network) {
        Lineage lineage = Lineage.beginning(null, network, 0, "bench", "bench");
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }
}
