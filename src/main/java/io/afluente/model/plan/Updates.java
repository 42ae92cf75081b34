package io.afluente.model.plan;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own updaters, with its regularisation and gradient normalisation. The {@code
 * MultiLayerNetwork} in here holds the vectors and what it knows of updaters; it never computes.
 *
 * <p>To DL4J the weights of a flattened picture are in another order than it thinks, which is the
 * same to it: all that it does here is by element, or by the norm of a layer or parameter.
 */
final class Updates implements AutoCloseable {
    private final Memory memory = new Memory();
    private final MultiLayerNetwork network;
    private final MultiLayerUpdater updater;
    private final Gradient gradient;
    private final INDArray flatGradients;
    private final INDArray state;
    private final HostFloats hostState;

    Updates(MultiLayerConfiguration configuration, int parameters) {
        network = new MultiLayerNetwork(configuration);
        network.init(memory.floats(parameters), false);
        network.initGradientsView();
        updater = new MultiLayerUpdater(network);
        flatGradients = network.getFlattenedGradients().reshape(parameters);
        gradient = new DefaultGradient(network.getFlattenedGradients());
        for (int i = 0; i < network.getnLayers(); i++) {
            addGradients(i, network.getLayer(i));
        }
        state = updater.getStateViewArray();
        hostState = state == null ? null : new HostFloats(state);
    }

    private void addGradients(int i, Layer layer) {
        if (layer.numParams() > 0) {
            Map<String, INDArray> views =
                    layer.conf()
                            .getLayer()
                            .initializer()
                            .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
            views.forEach((name, view) -> gradient.setGradientFor(i + "_" + name, view));
        }
    }

    INDArray parameters() {
        return network.params();
    }

    /** To be filled with the gradient of the summed loss. */
    INDArray gradients() {
        return flatGradients;
    }

    List<UpdaterBlock> blocks() {
        return updater.getUpdaterBlocks();
    }

    /** Takes one step down the mean gradient. */
    void apply(int examples, int iteration) {
        updater.update(gradient, iteration, 0, examples, LayerWorkspaceMgr.noWorkspaces());
        network.params().subi(flatGradients);
    }

    /** A copy of what the updaters remember, in the plan's order. */
    float[] state() {
        float[] values = new float[stateLength()];
        if (state != null) {
            hostState.read().get(0, values);
        }
        return values;
    }

    void setState(float[] values) {
        if (state != null) {
            hostState.write().put(0, values);
            hostState.written();
        }
    }

    int stateLength() {
        return state == null ? 0 : Math.toIntExact(state.length());
    }

    /** What is not given back here, the gradients and the state, the garbage collector finds. */
    @Override
    public void close() {
        memory.close();
    }
}
