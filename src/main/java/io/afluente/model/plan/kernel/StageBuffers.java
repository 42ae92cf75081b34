package io.afluente.model.plan.kernel;

import io.afluente.model.network.Grid;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where one stage works, for one size of batch: pieces of the plan's memory.
 *
 * @param batch examples, padding included
 * @param maxBatch the most examples there will be at another site of this stage
 * @param inputs flat; the examples one after the other, each a grid with channels last
 * @param output flat; may be the first input's memory where the stage allows it
 * @param outputGradient flat, of the loss; null where nothing is to be learned at or below
 * @param inputGradients flat, to be written; null where nobody below needs it
 * @param parameters flat, of the whole network
 * @param parameterGradients flat, of the whole network; null in a plan that does not learn
 * @param step the step that is being taken
 * @param memory of the plan, for what a stage needs besides
 */
public record StageBuffers(
        int batch,
        int maxBatch,
        List<INDArray> inputs,
        INDArray output,
        INDArray outputGradient,
        List<INDArray> inputGradients,
        INDArray parameters,
        INDArray parameterGradients,
        Step step,
        NativeMemory memory) {

    /**
     * What may differ from one run to the next.
     *
     * @param examples how many there are, padding not counted
     * @param seed of the step that is being taken
     */
    public record Step(IntSupplier examples, LongSupplier seed) {}

    /** The only input, or the first. */
    public INDArray input() {
        return inputs.get(0);
    }

    /** Where the gradient by the only input goes, or by the first. */
    public INDArray inputGradient() {
        return inputGradients.get(0);
    }

    public boolean learning() {
        return outputGradient != null;
    }

    /** The same place, with other parameters and gradients of these. */
    public StageBuffers with(INDArray otherParameters, INDArray otherGradients) {
        return new StageBuffers(
                batch,
                maxBatch,
                inputs,
                output,
                outputGradient,
                inputGradients,
                otherParameters,
                otherGradients,
                step,
                memory);
    }

    /** NativeMemory that belongs to a stage, the same at all its sites. */
    public INDArray extra(Stage stage, int perExample) {
        return memory.extra(stage, (long) maxBatch * perExample);
    }

    /** A vector as a batch of grids. */
    public INDArray grids(INDArray vector, Grid grid) {
        return NativeMemory.view(vector, 0, 'c', grid.batch(batch));
    }

    /** A vector as a matrix with a row for each example. */
    public INDArray rows(INDArray vector, Grid grid) {
        return NativeMemory.view(vector, 0, 'c', batch, grid.size());
    }

    /** A vector as a matrix with a row for each pixel of each example. */
    public INDArray pixels(INDArray vector, Grid grid) {
        return NativeMemory.view(vector, 0, 'c', (long) batch * grid.pixels(), grid.channels());
    }
}
