package io.afluente.model.dl4j;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * Where the parameters of each label lie: those of the last layer that has any. DL4J keeps the
 * weights of one output after those of another, whichever layer it is, and the biases apart.
 *
 * @param labels how many there are
 * @param blocks in the order of the parameters
 */
record OutputRows(int labels, List<Block> blocks) {
    /** Layers behind the outputs, which do the same to each. */
    private static final Set<Class<?>> PASSED =
            Set.of(
                    LossLayer.class,
                    ActivationLayer.class,
                    DropoutLayer.class,
                    GlobalPoolingLayer.class);

    /**
     * Values of one kind, one label's after another's.
     *
     * @param from the first
     * @param each how many a label has
     * @param weights whether they are multiplied with inputs; else they are biases
     */
    record Block(int from, int each, boolean weights) {}

    /** Room for values of a label more, before the value at a position. */
    record Gap(int at, int size) {}

    /**
     * Finds them.
     *
     * @throws BadNetworkException if its outputs are not of a kind that more can be added to
     */
    static OutputRows of(NetworkSpec spec) {
        NetworkDefinition network = NetworkConfiguration.read(spec.configuration());
        Node node = node(network);
        int from = 0;
        for (Node before : network.nodes()) {
            if (before.key().equals(node.key())) {
                break;
            }
            from += Math.toIntExact(before.parameters());
        }
        FeedForwardLayer layer = layer(node);
        int labels = Math.toIntExact(layer.getNOut());
        return new OutputRows(labels, blocks(layer, from, labels));
    }

    /** The layer that has the outputs. */
    static FeedForwardLayer layer(NetworkDefinition network) {
        return layer(node(network));
    }

    private static FeedForwardLayer layer(Node node) {
        return (FeedForwardLayer) node.layer().getLayer();
    }

    private static Node node(NetworkDefinition network) {
        Node node = network.last();
        while (node.isLayer() && PASSED.contains(node.layer().getLayer().getClass())) {
            String before = node.inputs().get(0);
            node =
                    network.nodes().stream()
                            .filter(each -> each.key().equals(before))
                            .findFirst()
                            .orElseThrow(() -> refused("it has no layer that learns"));
        }
        if (!node.isLayer()) {
            throw refused(node.name() + " joins others");
        }
        Layer layer = node.layer().getLayer();
        boolean plain =
                layer.getClass() == OutputLayer.class
                        || layer.getClass() == ConvolutionLayer.class
                        || (layer.getClass() == DenseLayer.class
                                && !((DenseLayer) layer).hasLayerNorm());
        if (!plain) {
            throw refused("%s is a %s".formatted(node.name(), layer.getClass().getSimpleName()));
        }
        return node;
    }

    private static BadNetworkException refused(String why) {
        return new BadNetworkException(
                "no label can be added to this network: its outputs must be those of a dense layer, an output layer or a convolution, and "
                        + why);
    }

    private static List<Block> blocks(FeedForwardLayer layer, int from, int labels) {
        List<Block> blocks = new ArrayList<>();
        if (layer instanceof ConvolutionLayer convolution) {
            int[] kernel = convolution.getKernelSize();
            int each = Math.toIntExact(layer.getNIn() * kernel[0] * kernel[1]);
            if (convolution.hasBias()) {
                blocks.add(new Block(from, 1, false));
            }
            blocks.add(new Block(from + (convolution.hasBias() ? labels : 0), each, true));
            return blocks;
        }
        int each = Math.toIntExact(layer.getNIn());
        blocks.add(new Block(from, each, true));
        if (hasBias(layer)) {
            blocks.add(new Block(from + each * labels, 1, false));
        }
        return blocks;
    }

    private static boolean hasBias(FeedForwardLayer layer) {
        return layer instanceof OutputLayer output
                ? output.hasBias()
                : ((DenseLayer) layer).hasBias();
    }

    /** How many parameters a label has. */
    int each() {
        return blocks.stream().mapToInt(Block::each).sum();
    }

    /** Where the parameters of a label more go. */
    List<Gap> gaps() {
        return blocks.stream()
                .map(block -> new Gap(block.from + labels * block.each, block.each))
                .toList();
    }

    /** Writes values around gaps, which stay as they are. */
    static void writeAround(List<Gap> gaps, float[] values, float[] into) {
        int read = 0;
        int written = 0;
        for (Gap gap : gaps) {
            System.arraycopy(values, read, into, written, gap.at - read);
            written += gap.at - read + gap.size;
            read = gap.at;
        }
        System.arraycopy(values, read, into, written, values.length - read);
    }
}
