package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.model.HostMemory;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.StockInput;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import io.afluente.model.network.StockModel;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Looks into a network: what the filters of its convolution layers are, and what they find in an
 * image. Runs on DL4J's own layers, so it is slow and for people only. Belongs to one thread.
 */
public final class Inspection implements AutoCloseable {
    /**
     * One convolution layer.
     *
     * @param name of the layer
     * @param filters its weights, the mean over the channels that a filter takes
     * @param maps what each filter finds in the image, after the layer's activation
     */
    public record Seen(String name, Planes filters, Planes maps) {}

    /** So many planes of the same size, one after the other, row by row. */
    public record Planes(int count, int height, int width, float[] values) {}

    private final NativeMemory memory = new NativeMemory();
    private final StockModel network;
    private final StockInput input;
    private final INDArray pixels;

    public Inspection(SavedNetwork saved) {
        NetworkSpec spec = saved.spec();
        NetworkDefinition definition = NetworkConfiguration.read(spec.configuration());
        this.input = new StockInput(spec, definition);
        this.pixels = memory.floats(spec.input().size());
        this.network = StockModel.over(definition, memory.floats(saved.parameters().length));
        HostMemory.write(saved.parameters(), network.parameters());
    }

    /** What each convolution layer makes of an image, from the first to the last. */
    public List<Seen> look(Image image) {
        INDArray picture = input.write(List.of(image), pixels);
        List<INDArray> activations = network.activations(picture);
        List<Node> nodes = network.definition().nodes();
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (isConvolution(nodes.get(i))) {
                ConvolutionLayer layer = (ConvolutionLayer) nodes.get(i).layer().getLayer();
                INDArray maps = channelsFirst(activations.get(i), layer);
                seen.add(
                        new Seen(
                                nodes.get(i).name(),
                                planes(network.parameter(nodes.get(i), "W").mean(1)),
                                planes(maps.reshape(maps.size(1), maps.size(2), maps.size(3)))));
            }
        }
        return seen;
    }

    @Override
    public void close() {
        memory.close();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }

    /** Those that are applied to each channel by itself have filters of another kind. */
    private static boolean isConvolution(Node node) {
        return node.isLayer()
                && (node.layer().getLayer().getClass() == ConvolutionLayer.class
                        || node.layer().getLayer().getClass() == Convolution2D.class);
    }

    private static INDArray channelsFirst(INDArray maps, ConvolutionLayer layer) {
        boolean last = layer.getCnn2dDataFormat() == CNN2DFormat.NHWC;
        return (last ? maps.permute(0, 3, 1, 2) : maps).dup('c');
    }

    private static Planes planes(INDArray array) {
        INDArray rows = array.dup('c');
        return new Planes(
                (int) rows.size(0),
                (int) rows.size(1),
                (int) rows.size(2),
                rows.reshape(rows.length()).toFloatVector());
    }
}
