package io.afluente.model.plan;

import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.network.Grid;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeMemory;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One stage of the MNIST network at a time, 64 images, there and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StageBench {
    private static final int BATCH = 64;

    @Param({"0", "1", "2", "3", "4", "5", "6"})
    public int stage;

    private final NativeMemory memory = new NativeMemory();
    private final KernelSequence pass = new KernelSequence();

    @Setup
    public void bind() throws UnsupportedLayerException {
        CompiledNetwork blueprint = blueprint();
        Stage bound = blueprint.stages().get(stage);
        Grid in = stage == 0 ? blueprint.input() : blueprint.stages().get(stage - 1).out();
        INDArray input = random(in.size());
        boolean lowest = !blueprint.written(true).graph().dependOnLearning()[stage];
        INDArray output = bound.inPlace(true) ? input : random(bound.out().size());
        INDArray outputGradient = random(bound.out().size());
        INDArray inputGradient = bound.inPlace(true) ? outputGradient : random(in.size());
        bound.bind(
                new StageBuffers(
                        BATCH,
                        BATCH,
                        List.of(input),
                        output,
                        outputGradient,
                        Collections.singletonList(lowest ? null : inputGradient),
                        random(blueprint.parameters()),
                        random(blueprint.parameters()),
                        new StageBuffers.Step(() -> BATCH, () -> 1),
                        memory),
                pass);
        System.out.println(bound);
    }

    @Benchmark
    public void forward() {
        pass.answer();
    }

    @Benchmark
    public void backward() {
        pass.back();
    }

    @TearDown
    public void close() {
        pass.close();
        memory.close();
    }

    private static CompiledNetwork blueprint() throws UnsupportedLayerException {
        NetworkSpec spec = NetworkFolder.read(Path.of("models", "mnist")).spec();
        return PlanCompiler.compile(
                NetworkConfiguration.read(spec.configuration()), spec.input());
    }

    private INDArray random(int perExample) {
        INDArray vector = memory.floats((long) BATCH * perExample);
        Random random = new Random(1);
        HostFloats host = new HostFloats(vector);
        for (int i = 0; i < vector.length(); i++) {
            host.write().put(i, (float) random.nextGaussian());
        }
        host.written();
        return vector;
    }
}
