package io.afluente.model.file;

import io.afluente.image.OneLine;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.network.LayerReader;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
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
        check(spec, NetworkConfiguration.parse(spec.configuration()));
    }

    /** The same of a specification whose configuration has been parsed. */
    public static void check(NetworkSpec spec, MultiLayerConfiguration network) {
        InputType type = StockInput.type(spec.input(), network);
        for (int i = 0; i < network.getConfs().size(); i++) {
            type = follow(type, network, i);
        }
        checkOutputs(type, spec.labels());
    }

    private static InputType follow(InputType before, MultiLayerConfiguration network, int i) {
        Layer layer = network.getConf(i).getLayer();
        String name = LayerReader.name(network.getConf(i), i);
        try {
            InputPreProcessor adapter = network.getInputPreProcess(i);
            InputType input = adapter == null ? before : adapter.getOutputType(before);
            if (layer instanceof LossLayer) {
                return input; // DL4J asks it for a size that it does not have
            }
            checkInputs(layer, input, name);
            return bounded(layer.getOutputType(i, input), name);
        } catch (BadNetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadNetworkException(
                    name + ": does not fit to " + before + ": " + reason(e), e);
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
