package io.afluente.model.file;

import io.afluente.image.OneLine;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;

/** Checks that pictures fit into a network, layers to each other, and labels to its outputs. */
public final class NetworkShapes {
    private static final long MAX_VALUES = 1 << 24;

    private NetworkShapes() {}

    /**
     * Follows the shape of one picture through the layers. Allocates nothing.
     *
     * @throws BadNetworkException that names the layer that does not fit
     */
    public static void check(NetworkSpec spec) {
        check(spec, NetworkConfiguration.read(spec.configuration()));
    }

    /** The same of a specification whose configuration has been read. */
    public static void check(NetworkSpec spec, NetworkDefinition network) {
        Map<String, InputType> types = new HashMap<>();
        types.put(Node.INPUT, StockInput.type(spec.input(), network));
        List<Node> nodes = network.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<InputType> inputs = node.inputs().stream().map(types::get).toList();
            types.put(node.key(), follow(inputs, node, i));
        }
        checkOutputs(types.get(network.last().key()), spec.labels());
    }

    private static InputType follow(List<InputType> before, Node node, int i) {
        try {
            if (!node.isLayer()) {
                InputType[] inputs = before.toArray(InputType[]::new);
                return bounded(node.joint().getOutputType(i, inputs), node.name());
            }
            Layer layer = node.layer().getLayer();
            InputType first = before.get(0);
            InputType input = node.adapter() == null ? first : node.adapter().getOutputType(first);
            if (layer instanceof LossLayer) {
                return input; // DL4J asks it for a size that it does not have
            }
            checkInputs(layer, input, node.name());
            return bounded(layer.getOutputType(i, input), node.name());
        } catch (BadNetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadNetworkException(
                    "%s: does not fit to %s: %s"
                            .formatted(
                                    node.name(),
                                    before.size() == 1 ? before.get(0) : before,
                                    reason(e)),
                    e);
        }
    }

    private static InputType bounded(InputType outputs, String name) {
        if (outputs.arrayElementsPerExample() > MAX_VALUES) {
            throw new BadNetworkException(
                    "%s: gives %s, more than %d values for one image"
                            .formatted(name, outputs, MAX_VALUES));
        }
        return outputs;
    }

    // DL4J knows what a layer would take after this shape: compare with what it does take.
    private static void checkInputs(Layer layer, InputType input, String name) {
        if (layer instanceof FeedForwardLayer actual) {
            FeedForwardLayer expected = (FeedForwardLayer) layer.clone();
            expected.setNIn(input, true);
            if (expected.getNIn() != actual.getNIn()) {
                throw new BadNetworkException(
                        "%s: nin is %d, but the layer before gives %d (%s)"
                                .formatted(name, actual.getNIn(), expected.getNIn(), input));
            }
        }
    }

    private static void checkOutputs(InputType outputs, List<String> labels) {
        if (outputs.getType() != InputType.Type.FF
                || outputs.arrayElementsPerExample() != labels.size()) {
            throw new BadNetworkException(
                    "labels: there are %d, but the network gives %s"
                            .formatted(labels.size(), outputs));
        }
    }

    private static String reason(RuntimeException e) {
        return OneLine.first(e.getMessage(), "no reason given");
    }
}
