package io.afluente.model.plan;

import io.afluente.model.plan.kernel.NativeMemory;
import io.afluente.model.plan.stage.StageGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What flows between stages, in as few vectors as {@link BufferLayout} finds enough. */
final class Buffers {
    private final StageGraph graph;
    private final BufferLayout layout;
    private final List<INDArray> values;
    private final List<INDArray> gradients;

    /** Lays out and allocates the vectors. */
    Buffers(StageGraph graph, int maxBatch, boolean learning, NativeMemory memory) {
        this.graph = graph;
        this.layout = new BufferLayout(graph, learning);
        INDArray input = memory.floats((long) maxBatch * graph.input().size());
        int[] sizes = learning ? sizesOfEach() : sizesOfLargest(layout.valueSlots());
        List<INDArray> slots = allocate(sizes, maxBatch, memory);
        this.values =
                IntStream.range(0, graph.values())
                        .map(layout::value)
                        .mapToObj(slot -> slot == BufferLayout.INPUT ? input : slots.get(slot))
                        .toList();
        this.gradients = allocate(sizesOfLargest(layout.gradientSlots()), maxBatch, memory);
    }

    /** What is read and written under this number. */
    INDArray value(int value) {
        return values.get(value);
    }

    /** What a stage reads. */
    List<INDArray> inputs(int stage) {
        return graph.inputs().get(stage).stream().map(values::get).toList();
    }

    /** The gradient of the loss by a value; null where nobody needs it. */
    INDArray gradient(int value) {
        return layout.gradientSlots() == 0 ? null : gradientIn(layout.gradient(value));
    }

    /** Where a stage writes the gradients by its inputs; null where nobody needs one. */
    List<INDArray> inputGradients(int stage) {
        List<INDArray> written = new ArrayList<>();
        for (int k = 0; k < graph.inputs().get(stage).size(); k++) {
            boolean learning = layout.gradientSlots() > 0;
            written.add(learning ? gradientIn(layout.inputGradient(stage, k)) : null);
        }
        return written;
    }

    /** Whether what a stage writes is to be added to what later stages wrote. */
    boolean isPart(int stage, int input) {
        return layout.gradientSlots() > 0 && layout.isPart(stage, input);
    }

    private INDArray gradientIn(int slot) {
        return slot == BufferLayout.NONE ? null : gradients.get(slot);
    }

    /** A slot of its own for each value that is not written in place. */
    private int[] sizesOfEach() {
        int[] sizes = new int[layout.valueSlots()];
        for (int value = 1; value < graph.values(); value++) {
            if (layout.value(value) != BufferLayout.INPUT) {
                sizes[layout.value(value)] = graph.shape(value).size();
            }
        }
        return sizes;
    }

    private int[] sizesOfLargest(int slots) {
        int largest =
                IntStream.range(Math.min(1, graph.values() - 1), graph.values())
                        .map(value -> graph.shape(value).size())
                        .max()
                        .orElse(0);
        return IntStream.generate(() -> largest).limit(slots).toArray();
    }

    private static List<INDArray> allocate(int[] sizes, int maxBatch, NativeMemory memory) {
        List<INDArray> vectors = new ArrayList<>();
        for (int size : sizes) {
            vectors.add(memory.floats((long) maxBatch * size));
        }
        return vectors;
    }
}
