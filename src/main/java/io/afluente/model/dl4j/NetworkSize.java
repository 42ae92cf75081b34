package io.afluente.model.dl4j;

import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How many numbers a network is made of while it learns.
 *
 * @param parameters weights, biases and running statistics
 * @param updaterState what its updaters remember, such as Adam's two means for each parameter; of a
 *     few biases and running statistics it may be less
 */
public record NetworkSize(long parameters, long updaterState) {
    /** Read off the configuration: nothing of this size is allocated. */
    public static NetworkSize of(NetworkSpec network) {
        NetworkDefinition definition = NetworkConfiguration.read(network.configuration());
        return new NetworkSize(
                definition.parameters(),
                definition.layers().stream().mapToLong(NetworkSize::remembered).sum());
    }

    private static long remembered(NeuralNetConfiguration layer) {
        long parameters = layer.getLayer().initializer().numParams(layer);
        IUpdater updater = layer.getLayer() instanceof BaseLayer base ? base.getIUpdater() : null;
        return updater == null ? 0 : updater.stateSize(parameters);
    }
}
