package io.afluente.cli.bench;

import io.afluente.cli.Engines;
import io.afluente.cli.role.RoleSettings;
import io.afluente.image.LabeledImage;
import io.afluente.model.Engine;
import io.afluente.model.Networks;
import io.afluente.model.ParametersHash;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All measurements, one after another, with the defaults of {@code serve}.
 *
 * @param effort how much is measured
 * @param settings of the roles, on a broker that has nothing else to do
 * @param folder for what the roles keep
 * @param pictures to classify and to learn from
 * @param reference PyTorch's figures
 * @param told of each measurement before it begins
 */
public record Bench(
        Effort effort,
        RoleSettings settings,
        Path folder,
        List<LabeledImage> pictures,
        Map<String, Double> reference,
        Consumer<String> told) {
    private static final String EXACTLY_ONCE = "exactly_once_v2";
    private static final String AT_LEAST_ONCE = "at_least_once";
    private static final int[] RATES = {1, 100, 1_000};

    /** Measures; takes minutes. */
    public BenchReport run() throws InterruptedException {
        SavedNetwork network = Networks.initial(settings.network(), settings.learn().seed());
        Checkpoint one = checkpoint(1, network);
        Checkpoint two =
                checkpoint(2, Networks.initial(settings.network(), settings.learn().seed() + 1));
        Ledger ledger = new Ledger();
        Lab lab = new Lab(settings, folder, pictures);
        EngineBench engines = new EngineBench(effort, network, pictures);
        StreamBench streams = new StreamBench(effort, lab, one, ledger);
        LatencyBench latencies = new LatencyBench(effort, lab, List.of(one, two));
        int cores = Runtime.getRuntime().availableProcessors();

        double stock = tell("stock", engines::stockForward);
        double planOne = tell("plan, one core", () -> engines.forward(engine("nd4j"), 1));
        double planAll = tell("plan, all cores", () -> engines.forward(engine("nd4j"), cores));
        double onnxOne = tell("onnx, one core", () -> engines.forward(engine("onnx"), 1));
        double onnxAll = tell("onnx, all cores", () -> engines.forward(engine("onnx"), cores));
        double trainStock = tell("training, stock", engines::stockStep);
        double trainPlan = tell("training, plan", engines::planStep);
        double ceiling = tell("ceiling", streams::ceiling);
        double naive = tell("naive", streams::naive);
        double nd4j = classify(streams, "nd4j", EXACTLY_ONCE);
        double onnx = classify(streams, "onnx", EXACTLY_ONCE);
        double nd4jOften = classify(streams, "nd4j", AT_LEAST_ONCE);
        double onnxOften = classify(streams, "onnx", AT_LEAST_ONCE);
        double learn = tell("learn", streams::learn);
        List<Latency> latency = latency(latencies, (int) (nd4j / 2));
        told.accept("memory over " + effort.swaps() + " swaps");
        MemoryBench.Memory memory =
                new MemoryBench(List.of(one, two), pictures).over(effort.swaps(), engine("nd4j"));
        return new BenchReport(
                ceiling,
                planOne,
                planAll,
                onnxOne,
                onnxAll,
                stock,
                naive,
                nd4j,
                onnx,
                nd4jOften,
                onnxOften,
                trainPlan,
                trainStock,
                learn,
                latency,
                memory.rssStartMb(),
                memory.rssEndMb(),
                memory.heapStartMb(),
                memory.heapEndMb(),
                ledger.medianSlice(),
                ledger.missing(),
                ledger.duplicates(),
                reference,
                RuntimeIdentity.current() + ", " + cores + " processors");
    }

    private double classify(StreamBench streams, String engine, String guarantee) {
        Function<RoleSettings, Engine> make = Engines::of;
        return tell(
                "classify, " + engine + ", " + guarantee,
                () -> streams.classify(make, engine, guarantee));
    }

    private List<Latency> latency(LatencyBench bench, int half) throws InterruptedException {
        List<Latency> all = new ArrayList<>();
        for (String engine : List.of("nd4j", "onnx")) {
            for (String guarantee : List.of(EXACTLY_ONCE, AT_LEAST_ONCE)) {
                for (int rate : RATES) {
                    all.add(latency(bench, engine, guarantee, rate, false));
                }
            }
        }
        all.add(latency(bench, "nd4j", EXACTLY_ONCE, half, false));
        all.add(latency(bench, "nd4j", EXACTLY_ONCE, 100, true));
        all.add(latency(bench, "nd4j", AT_LEAST_ONCE, 100, true));
        return all;
    }

    private Latency latency(
            LatencyBench bench, String engine, String guarantee, int rate, boolean swapping)
            throws InterruptedException {
        told.accept(
                "latency, %s, %s, %,d images/s%s"
                        .formatted(engine, guarantee, rate, swapping ? ", a swap a second" : ""));
        return bench.measure(Engines::of, engine, guarantee, rate, swapping);
    }

    private double tell(String what, java.util.function.DoubleSupplier measure) {
        told.accept(what);
        return measure.getAsDouble();
    }

    private Engine engine(String name) {
        return Engines.of(name, settings.sliceImages());
    }

    private static Checkpoint checkpoint(long sequence, SavedNetwork network) {
        Lineage lineage =
                new Lineage(
                        null,
                        null,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        0,
                        "bench",
                        "bench",
                        0,
                        ParametersHash.sha256(network.parameters()));
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }
}
