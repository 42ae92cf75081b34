package io.afluente.model.dl4j;

import io.afluente.image.LabeledImage;
import io.afluente.model.HostMemory;
import io.afluente.model.network.NetworkDefinition.Node;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Labels as a loss of DL4J's wants them: one column of indices, or a column for each label. */
final class StockLabels {
    private final boolean takesIndices;
    private final int labels;
    private final INDArray vector;

    /**
     * @param last the layer whose loss it is
     * @param labels how many there are
     * @param vector with room for the largest batch, a value for each label
     */
    StockLabels(Node last, int labels, INDArray vector) {
        this.takesIndices = loss(last) instanceof LossSparseMCXENT;
        this.labels = labels;
        this.vector = vector;
    }

    /** What a network learns by; null where its last layer has no loss. */
    static ILossFunction loss(Node last) {
        Layer layer = last.isLayer() ? last.layer().getLayer() : null;
        return layer instanceof BaseOutputLayer output
                ? output.getLossFn()
                : layer instanceof LossLayer alone ? alone.getLossFn() : null;
    }

    /** Those of a batch, over the ones before. */
    INDArray write(List<LabeledImage> batch) {
        int columns = takesIndices ? 1 : labels;
        float[] values = new float[batch.size() * columns];
        for (int row = 0; row < batch.size(); row++) {
            int label = batch.get(row).label();
            if (takesIndices) {
                values[row] = label;
            } else {
                values[row * columns + label] = 1;
            }
        }
        HostMemory.write(values, vector);
        return NativeMemory.view(vector, 0, 'c', batch.size(), columns);
    }
}
