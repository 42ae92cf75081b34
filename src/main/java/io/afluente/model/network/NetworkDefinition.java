package io.afluente.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * DL4J's configuration of a network, whichever of its two kinds: a list of layers, or a graph. It
 * belongs to one network, which writes to it.
 */
public sealed interface NetworkDefinition {
    /**
     * A layer, or what joins layers.
     *
     * @param key by which others name it as their input
     * @param name what a user calls it
     * @param layer null where it joins layers
     * @param joint null where it is a layer
     * @param adapter what DL4J does to its input first; mostly null
     * @param inputs keys of what feeds it; {@link #INPUT} for the network's own
     */
    record Node(
            String key,
            String name,
            NeuralNetConfiguration layer,
            GraphVertex joint,
            InputPreProcessor adapter,
            List<String> inputs) {
        /** The key of the network's input. */
        public static final String INPUT = "";

        public boolean isLayer() {
            return layer != null;
        }

        /** How many parameters it has. */
        public long parameters() {
            return isLayer()
                    ? layer.getLayer().initializer().numParams(layer)
                    : joint.numParams(true);
        }
    }

    /** All nodes, each after those that feed it, in the order of their parameters. */
    List<Node> nodes();

    DataType dataType();

    BackpropType backpropType();

    int steps();

    void setSteps(int steps);

    /** The seed of its first values and of all other randomness. */
    long seed();

    void setSeed(long seed);

    /** Takes away the traces that running it leaves. */
    void forgetRuns();

    /** As DL4J writes it. */
    String toJson();

    /** The same for another network to write to. */
    NetworkDefinition copy();

    /** The configurations of its layers. */
    default List<NeuralNetConfiguration> layers() {
        return nodes().stream().map(Node::layer).filter(Objects::nonNull).toList();
    }

    default long parameters() {
        return nodes().stream().mapToLong(Node::parameters).sum();
    }

    /** The node whose result is the network's. */
    default Node last() {
        return nodes().get(nodes().size() - 1);
    }

    /** A list of layers, each fed by the one before. */
    record Chain(MultiLayerConfiguration network) implements NetworkDefinition {
        @Override
        public List<Node> nodes() {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < network.getConfs().size(); i++) {
                NeuralNetConfiguration layer = network.getConf(i);
                String before = i == 0 ? Node.INPUT : String.valueOf(i - 1);
                nodes.add(
                        new Node(
                                String.valueOf(i),
                                LayerReader.name(layer, i),
                                layer,
                                null,
                                network.getInputPreProcess(i),
                                List.of(before)));
            }
            return nodes;
        }

        @Override
        public DataType dataType() {
            return network.getDataType();
        }

        @Override
        public BackpropType backpropType() {
            return network.getBackpropType();
        }

        @Override
        public int steps() {
            return network.getIterationCount();
        }

        @Override
        public void setSteps(int steps) {
            network.setIterationCount(steps);
            network.getConfs().forEach(layer -> layer.setIterationCount(steps));
        }

        @Override
        public long seed() {
            return network.getConf(0).getSeed();
        }

        @Override
        public void setSeed(long seed) {
            network.getConfs().forEach(layer -> layer.setSeed(seed));
        }

        @Override
        public void forgetRuns() {
            network.getConfs().forEach(NeuralNetConfiguration::clearVariables);
        }

        @Override
        public String toJson() {
            return network.toJson();
        }

        @Override
        public NetworkDefinition copy() {
            return new Chain(MultiLayerConfiguration.fromJson(toJson()));
        }
    }

    /** Layers and joints by name; DL4J's order of them is in the configuration. */
    record Graph(ComputationGraphConfiguration network) implements NetworkDefinition {
        @Override
        public List<Node> nodes() {
            List<Node> nodes = new ArrayList<>();
            for (String name : network.getTopologicalOrderStr()) {
                if (!network.getNetworkInputs().contains(name)) {
                    nodes.add(node(name));
                }
            }
            return nodes;
        }

        private Node node(String name) {
            List<String> inputs =
                    network.getVertexInputs().get(name).stream()
                            .map(key -> network.getNetworkInputs().contains(key) ? Node.INPUT : key)
                            .toList();
            return network.getVertices().get(name) instanceof LayerVertex layer
                    ? new Node(
                            name, name, layer.getLayerConf(), null, layer.getPreProcessor(), inputs)
                    : new Node(name, name, null, network.getVertices().get(name), null, inputs);
        }

        @Override
        public DataType dataType() {
            return network.getDataType();
        }

        @Override
        public BackpropType backpropType() {
            return network.getBackpropType();
        }

        @Override
        public int steps() {
            return network.getIterationCount();
        }

        @Override
        public void setSteps(int steps) {
            network.setIterationCount(steps);
            layers().forEach(layer -> layer.setIterationCount(steps));
        }

        @Override
        public long seed() {
            return network.getDefaultConfiguration().getSeed();
        }

        @Override
        public void setSeed(long seed) {
            network.getDefaultConfiguration().setSeed(seed);
            layers().forEach(layer -> layer.setSeed(seed));
        }

        @Override
        public void forgetRuns() {
            network.getDefaultConfiguration().clearVariables();
            layers().forEach(NeuralNetConfiguration::clearVariables);
        }

        @Override
        public String toJson() {
            return network.toJson();
        }

        @Override
        public NetworkDefinition copy() {
            return new Graph(ComputationGraphConfiguration.fromJson(toJson()));
        }
    }
}
