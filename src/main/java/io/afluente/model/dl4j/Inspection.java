package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.model.HostMemory;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.StockInput;
import io.afluente.model.network.LayerReader;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
    private final MultiLayerNetwork network;
    private final StockInput input;
    private final INDArray pixels;

    public Inspection(SavedNetwork saved) {
        NetworkSpec spec = saved.spec();
        MultiLayerConfiguration configuration = NetworkConfiguration.parse(spec.configuration());
        this.input = new StockInput(spec, configuration);
        this.pixels = memory.floats(spec.input().size());
        this.network = new MultiLayerNetwork(configuration);
        network.init(memory.floats(saved.parameters().length), false);
        HostMemory.write(saved.parameters(), network.params());
    }

    /** What each convolution layer makes of an image, from the first to the last. */
    public List<Seen> look(Image image) {
        INDArray picture = input.write(List.of(image), pixels);
        List<INDArray> activations = network.feedForward(picture, false);
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < network.getnLayers(); i++) {
            Layer layer = network.getLayer(i);
            if (layer.conf().getLayer() instanceof ConvolutionLayer convolution) {
                // the first activation is the picture itself
                INDArray maps = channelsFirst(activations.get(i + 1), convolution);
                seen.add(
                        new Seen(
                                LayerReader.name(layer.conf(), i),
                                planes(layer.getParam("W").mean(1)),
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
