package io.afluente.model.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own network, of either kind. Belongs to one thread.
 *
 * @param definition which it writes to
 * @param model a {@code MultiLayerNetwork} or a {@code ComputationGraph}
 */
public record StockModel(NetworkDefinition definition, Model model) {
    /** A network over parameters that the caller owns. */
    public static StockModel over(NetworkDefinition definition, INDArray parameters) {
        if (definition instanceof NetworkDefinition.Graph graph) {
            ComputationGraph network = new ComputationGraph(graph.network());
            network.init(parameters, false);
            return new StockModel(definition, network);
        }
        MultiLayerNetwork network = list(definition);
        network.init(parameters, false);
        return new StockModel(definition, network);
    }

    /** A network whose parameters are drawn as its configuration says. */
    public static StockModel drawn(NetworkDefinition definition) {
        Model model =
                definition instanceof NetworkDefinition.Graph graph
                        ? new ComputationGraph(graph.network())
                        : list(definition);
        model.init();
        return new StockModel(definition, model);
    }

    private static MultiLayerNetwork list(NetworkDefinition definition) {
        return new MultiLayerNetwork(((NetworkDefinition.Chain) definition).network());
    }

    public INDArray parameters() {
        return model.params();
    }

    /** Its layers, in no order that matters. */
    public List<Layer> layers() {
        return List.of(
                model instanceof ComputationGraph graph
                        ? graph.getLayers()
                        : ((MultiLayerNetwork) model).getLayers());
    }

    /** The vector that its gradient is written to, which is allocated here. */
    public INDArray gradients() {
        if (model instanceof ComputationGraph graph) {
            graph.initGradientsView();
            return graph.getFlattenedGradients();
        }
        MultiLayerNetwork network = (MultiLayerNetwork) model;
        network.initGradientsView();
        return network.getFlattenedGradients();
    }

    /** An updater of its own, without a past. */
    public BaseMultiLayerUpdater<?> newUpdater() {
        return model instanceof ComputationGraph graph
                ? new ComputationGraphUpdater(graph)
                : new MultiLayerUpdater((MultiLayerNetwork) model);
    }

    /** The updater that {@link #fit} uses. */
    public BaseMultiLayerUpdater<?> updater() {
        return model instanceof ComputationGraph graph
                ? graph.getUpdater()
                : (BaseMultiLayerUpdater<?>) ((MultiLayerNetwork) model).getUpdater();
    }

    /** What the network gives where it only answers. */
    public INDArray output(INDArray input) {
        return model instanceof ComputationGraph graph
                ? graph.output(false, input)[0]
                : ((MultiLayerNetwork) model).output(input, false);
    }

    /** Takes a step. */
    public void fit(INDArray input, INDArray labels) {
        if (model instanceof ComputationGraph graph) {
            graph.fit(new INDArray[] {input}, new INDArray[] {labels});
        } else {
            ((MultiLayerNetwork) model).fit(input, labels);
        }
    }

    /** What the network and each of its layers give for one input, in the order of nodes. */
    public List<INDArray> activations(INDArray input) {
        if (model instanceof ComputationGraph graph) {
            Map<String, INDArray> byName = graph.feedForward(input, false);
            return definition.nodes().stream().map(node -> byName.get(node.key())).toList();
        }
        List<INDArray> all = ((MultiLayerNetwork) model).feedForward(input, false);
        return Collections.unmodifiableList(all.subList(1, all.size()));
    }

    /** A parameter of one layer. */
    public INDArray parameter(NetworkDefinition.Node node, String key) {
        return model instanceof ComputationGraph graph
                ? graph.getLayer(node.key()).getParam(key)
                : ((MultiLayerNetwork) model).getLayer(Integer.parseInt(node.key())).getParam(key);
    }

    /** How many epochs are behind it, by its configuration. */
    public int epochs() {
        return model instanceof ComputationGraph graph
                ? graph.getConfiguration().getEpochCount()
                : ((MultiLayerNetwork) model).getEpochCount();
    }
}
