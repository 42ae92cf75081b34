package io.afluente.model.plan;

import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.NativeMemory;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import io.afluente.model.plan.stage.StageGraph;
import io.afluente.model.plan.stage.WrittenStages;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A compiled network with memory, ready to answer. Write inputs, then ask for the answer:
 *
 * <pre>{@code
 * plan.setParameters(parameters);
 * plan.inputs().put(0, pixels);
 * float[][] probabilities = plan.answer(examples);
 * }</pre>
 *
 * <p>Belongs to one thread at a time; plans of their own work side by side. The bits of an answer
 * depend on the parameters, the inputs and the number of examples alone. NativeMemory is native and
 * given back by {@link #close}.
 */
public final class Plan implements AutoCloseable {
    private final CompiledNetwork blueprint;
    private final WrittenStages written;
    private final int maxBatch;
    private final NativeMemory memory = new NativeMemory();
    private final Buffers buffers;
    private final INDArray parameters;
    private final INDArray parameterGradients;
    private final HostFloats inputs;
    private final HostFloats hostParameters;
    private final SoftmaxHead head;
    private final Map<Integer, KernelSequence> passes = new HashMap<>();
    private int examples;
    private long seed;

    /** A plan that answers at most so many examples at once. */
    public Plan(CompiledNetwork blueprint, int maxBatch) {
        this(blueprint, maxBatch, null, null);
    }

    /** With vectors of the caller's for parameters and gradients, where it learns. */
    Plan(
            CompiledNetwork blueprint,
            int maxBatch,
            INDArray parameters,
            INDArray parameterGradients) {
        boolean learning = parameterGradients != null;
        this.blueprint = blueprint;
        this.maxBatch = maxBatch;
        // there is no vector without values, where a network has no parameters
        this.parameters =
                learning ? parameters : memory.floats(Math.max(1, blueprint.parameters()));
        this.parameterGradients = parameterGradients;
        this.written = blueprint.written(learning);
        StageGraph graph = written.graph();
        this.buffers = new Buffers(graph, BatchSizes.roundUp(maxBatch), learning, memory);
        this.inputs = new HostFloats(buffers.value(0));
        this.hostParameters = new HostFloats(this.parameters);
        int result = graph.values() - 1;
        this.head =
                new SoftmaxHead(
                        blueprint.classes(),
                        buffers.value(result),
                        buffers.gradient(result),
                        written.classWeights());
    }

    public int maxBatch() {
        return maxBatch;
    }

    /** How many parameters the network has. */
    public int parameterCount() {
        return blueprint.parameters();
    }

    /**
     * Where to write the inputs, from position 0 on: example by example, row by row, channels last.
     */
    public FloatBuffer inputs() {
        return inputs.write().position(0);
    }

    /** Replaces the parameters, given in DL4J's order. */
    public void setParameters(float[] values) {
        hostParameters.write().put(0, written.toPlan(values));
        hostParameters.written();
    }

    /** A copy of the parameters, in DL4J's order. */
    public float[] parameters() {
        float[] values = new float[blueprint.parameters()];
        hostParameters.read().get(0, values);
        return written.order().toDl4j(values);
    }

    /**
     * Runs the network on the first examples of the inputs.
     *
     * @return a row of probabilities for each
     */
    public float[][] answer(int examples) {
        pass(examples).answer();
        return head.probabilities(examples);
    }

    /** Pads the inputs to a size that a pass is bound for, and finds or binds it. */
    KernelSequence pass(int count) {
        examples = count;
        int padded = BatchSizes.roundUp(count);
        int size = blueprint.input().size();
        FloatBuffer out = inputs.write();
        for (int i = count * size; i < padded * size; i++) {
            out.put(i, 0);
        }
        inputs.written();
        return passes.computeIfAbsent(padded, this::bind);
    }

    CompiledNetwork blueprint() {
        return blueprint;
    }

    SoftmaxHead head() {
        return head;
    }

    void seed(long seed) {
        this.seed = seed;
    }

    private KernelSequence bind(int batch) {
        List<Stage> stages = written.graph().stages();
        KernelSequence pass = new KernelSequence();
        for (int i = 0; i < stages.size(); i++) {
            StageBuffers site = site(i, batch);
            addParts(i, batch, site, pass);
            stages.get(i).bind(site, pass);
        }
        return pass;
    }

    /** Bound before its stage, so that on the way back it runs after it. */
    private void addParts(int stage, int batch, StageBuffers site, KernelSequence pass) {
        List<Integer> inputs = written.graph().inputs().get(stage);
        for (int k = 0; k < inputs.size(); k++) {
            if (buffers.isPart(stage, k)) {
                long length = (long) batch * written.graph().shape(inputs.get(k)).size();
                INDArray part = NativeMemory.view(site.inputGradients().get(k), 0, 'c', length);
                INDArray whole = NativeMemory.view(buffers.gradient(inputs.get(k)), 0, 'c', length);
                pass.backward(new NativeKernel("add", List.of(whole, part), whole));
            }
        }
    }

    private StageBuffers site(int stage, int batch) {
        return new StageBuffers(
                batch,
                BatchSizes.roundUp(maxBatch),
                buffers.inputs(stage),
                buffers.value(stage + 1),
                buffers.gradient(stage + 1),
                buffers.inputGradients(stage),
                parameters,
                parameterGradients,
                new StageBuffers.Step(() -> examples, () -> seed),
                memory);
    }

    @Override
    public void close() {
        passes.values().forEach(KernelSequence::close);
        passes.clear();
        memory.close();
    }
}
