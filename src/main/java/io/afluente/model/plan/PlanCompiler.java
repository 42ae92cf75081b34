package io.afluente.model.plan;

import io.afluente.image.InputShape;
import io.afluente.model.network.LayerGraph;
import io.afluente.model.network.LayerReader;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.plan.stage.StageWriter;

/** Compiles a network to stages, or says why it can't. */
public final class PlanCompiler {
    private PlanCompiler() {}

    /**
     * Compiles a network that takes pictures of this shape.
     *
     * @throws UnsupportedLayerException if a plan can't do what the network asks for
     */
    public static CompiledNetwork compile(NetworkDefinition network, InputShape shape)
            throws UnsupportedLayerException {
        LayerGraph layers = LayerReader.read(network, shape);
        LayerChecks.check(network);
        return new CompiledNetwork(
                StageWriter.write(layers, true),
                StageWriter.write(layers, false),
                layers.parameters(),
                network);
    }
}
