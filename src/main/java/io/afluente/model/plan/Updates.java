package io.afluente.model.plan;

import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.StockModel;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own updaters, with its regularisation and gradient normalisation. The network of DL4J's in
 * here holds the vectors and what it knows of updaters; it never computes.
 *
 * <p>To DL4J the weights of a flattened picture are in another order than it thinks, which is the
 * same to it: all that it does here is by element, or by the norm of a layer or parameter.
 */
final class Updates implements AutoCloseable {
    private final NativeMemory memory = new NativeMemory();
    private final StockModel network;
    private final BaseMultiLayerUpdater<?> updater;
    private final INDArray flatGradients;
    private final Kernel step;
    private final List<Layer> normalised;
    private final INDArray state;
    private final HostFloats hostState;

    Updates(NetworkDefinition definition, int parameters) {
        network = StockModel.over(definition, memory.floats(parameters));
        flatGradients = network.gradients().reshape(parameters);
        updater = network.newUpdater();
        step =
                new NativeKernel(
                        "subtract",
                        List.of(network.parameters(), flatGradients),
                        network.parameters());
        normalised = network.layers().stream().filter(Updates::isNormalised).toList();
        state = updater.getStateViewArray();
        hostState = state == null ? null : new HostFloats(state);
    }

    private static boolean isNormalised(Layer layer) {
        GradientNormalization kind = layer.getConfig().getGradientNormalization();
        return layer.numParams() > 0 && kind != null && kind != GradientNormalization.None;
    }

    private static Gradient gradient(Layer layer) {
        Gradient gradient = new DefaultGradient(layer.getGradientsViewArray());
        layer.conf()
                .getLayer()
                .initializer()
                .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray())
                .forEach(gradient::setGradientFor);
        return gradient;
    }

    INDArray parameters() {
        return network.parameters();
    }

    /** To be filled with the gradient before {@link #apply}. */
    INDArray gradients() {
        return flatGradients;
    }

    /** Whether DL4J would have the mean over the examples as the gradient, or their sum. */
    boolean takesMean() {
        return network.model().conf().isMiniBatch();
    }

    List<UpdaterBlock> blocks() {
        return updater.getUpdaterBlocks();
    }

    /** Takes one step down the gradient. */
    void apply(int iteration) {
        for (Layer layer : normalised) {
            updater.preApply(layer, gradient(layer), iteration);
        }
        for (UpdaterBlock block : updater.getUpdaterBlocks()) {
            block.update(iteration, 0);
        }
        step.run();
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
        step.close();
        memory.close();
    }
}
