package io.afluente.model.onnx;

import io.afluente.model.network.BatchNormalisation;
import io.afluente.model.network.Border;
import io.afluente.model.network.Concatenation;
import io.afluente.model.network.DepthwiseConvolution;
import io.afluente.model.network.GlobalPooling;
import io.afluente.model.network.Grid;
import io.afluente.model.network.LayerGraph;
import io.afluente.model.network.NetworkLayer;
import io.afluente.model.network.NetworkLayer.Place;
import io.afluente.model.network.Sum;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.network.Upsampling;
import io.afluente.model.network.Window;
import io.afluente.model.network.Window.Padding;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.activations.IActivation;

/**
 * Writes a network as ONNX operators, one after another.
 *
 * @param parameters of all layers, in DL4J's order
 * @param values what each layer so far gives, by its id
 */
record OnnxWriter(Graph graph, Parameters parameters, Map<String, String> values)
        implements NetworkLayer.Writer {

    /** Writes all layers, each behind what feeds it. */
    static void write(LayerGraph layers, Graph graph, Parameters parameters)
            throws UnsupportedLayerException {
        Map<String, String> values = new HashMap<>();
        values.put(Place.INPUT, graph.value());
        OnnxWriter writer = new OnnxWriter(graph, parameters, values);
        for (NetworkLayer layer : layers.layers()) {
            graph.goBackTo(values.get(layer.place().inputs().get(0)));
            layer.write(writer);
            values.put(layer.place().id(), graph.value());
        }
    }

    @Override
    public void convolution(NetworkLayer.Convolution layer) {
        int outputs = layer.place().out().channels();
        int inputs = layer.place().in().channels();
        Window.Size kernel = layer.window().kernel();
        var own = layer.parameters();
        float[] weights =
                parameters.vector(own.weights(), outputs * inputs * layer.window().taps());
        convolve(
                graph.constant(weights, outputs, inputs, kernel.height(), kernel.width()),
                own,
                outputs,
                attributes(layer.window()),
                layer.window());
    }

    private void convolve(
            String weights,
            NetworkLayer.Parameters own,
            int outputs,
            List<AttributeProto> attributes,
            Window window) {
        attributes.add(attribute("dilations", window.dilation()));
        graph.apply("Conv", withBias(weights, own, outputs), attributes);
    }

    private List<String> withBias(String weights, NetworkLayer.Parameters own, int outputs) {
        return own.hasBias()
                ? List.of(weights, graph.constant(parameters.vector(own.bias(), outputs), outputs))
                : List.of(weights);
    }

    @Override
    public void pooling(NetworkLayer.Pooling layer) {
        List<AttributeProto> window = attributes(layer.window());
        if (!layer.max()) {
            window.add(Attributes.of("count_include_pad", layer.countPadding() ? 1L : 0L));
        }
        graph.apply(layer.max() ? "MaxPool" : "AveragePool", List.of(), window);
    }

    @Override
    public void flatten(NetworkLayer.Flatten layer) {
        if (layer.order() == CNN2DFormat.NHWC) {
            graph.apply("Transpose", Attributes.of("perm", 0, 2, 3, 1));
        }
        graph.apply("Flatten");
    }

    @Override
    public void dense(NetworkLayer.Dense layer) {
        Grid in = layer.place().in();
        int outputs = layer.place().out().size();
        var own = layer.parameters();
        float[] weights = parameters.matrix(own.weights(), in.size(), outputs);
        graph.apply("Gemm", withBias(graph.constant(weights, in.size(), outputs), own, outputs));
    }

    @Override
    public void depthwise(DepthwiseConvolution layer) {
        int outputs = layer.place().out().channels();
        int inputs = layer.place().in().channels();
        Window.Size kernel = layer.window().kernel();
        List<AttributeProto> attributes = attributes(layer.window());
        attributes.add(Attributes.of("group", (long) inputs));
        convolve(
                graph.constant(
                        parameters.byOutput(layer), outputs, 1, kernel.height(), kernel.width()),
                layer.parameters(),
                outputs,
                attributes,
                layer.window());
    }

    @Override
    public void globalPooling(GlobalPooling layer) {
        graph.apply(layer.max() ? "GlobalMaxPool" : "GlobalAveragePool");
        graph.apply("Flatten");
    }

    @Override
    public void border(Border layer) {
        Padding size = layer.size();
        Grid in = layer.place().in();
        if (layer.added()) {
            graph.apply(
                    "Pad",
                    List.of(
                            graph.constant(
                                    0,
                                    0,
                                    size.top(),
                                    size.left(),
                                    0,
                                    0,
                                    size.bottom(),
                                    size.right())));
        } else {
            graph.apply(
                    "Slice",
                    List.of(
                            graph.constant(size.top(), size.left()),
                            graph.constant(in.height() - size.bottom(), in.width() - size.right()),
                            graph.constant(2, 3)));
        }
    }

    @Override
    public void upsampling(Upsampling layer) {
        float[] scales = {1, 1, layer.times().height(), layer.times().width()};
        graph.apply(
                "Resize",
                List.of("", graph.constant(scales, 4)),
                List.of(
                        Attributes.of("mode", "nearest"),
                        Attributes.of("nearest_mode", "floor"),
                        Attributes.of("coordinate_transformation_mode", "asymmetric")));
    }

    @Override
    public void batchNormalisation(BatchNormalisation layer) {
        var normalisation = layer.normalisation();
        FloatBuffer all = FloatBuffer.wrap(parameters.all());
        int channels = normalisation.channels();
        float[] factors = new float[channels];
        float[] summands = new float[channels];
        float[] variances = new float[channels];
        for (int c = 0; c < channels; c++) {
            factors[c] = (float) normalisation.factor(all, c);
            summands[c] = (float) normalisation.summand(all, c);
            variances[c] = (float) normalisation.variance(all.get(normalisation.spread() + c));
        }
        graph.apply(
                "BatchNormalization",
                List.of(
                        graph.constant(factors, channels),
                        graph.constant(summands, channels),
                        graph.constant(parameters.vector(normalisation.mean(), channels), channels),
                        graph.constant(variances, channels)),
                List.of(Attributes.of("epsilon", (float) normalisation.epsilon())));
    }

    @Override
    public void sum(Sum layer) {
        others(layer).forEach(other -> graph.apply("Add", List.of(other)));
    }

    @Override
    public void concatenation(Concatenation layer) {
        graph.apply("Concat", others(layer), List.of(Attributes.of("axis", 1L)));
    }

    /** What feeds a layer besides its first input, which is the graph's latest value. */
    private List<String> others(NetworkLayer layer) {
        List<String> inputs = layer.place().inputs();
        return inputs.subList(1, inputs.size()).stream().map(values::get).toList();
    }

    @Override
    public void activation(NetworkLayer.Activation layer) throws UnsupportedLayerException {
        apply(layer.function(), layer);
    }

    @Override
    public void dropout(NetworkLayer.Dropout layer) {
        // drops nothing once it has learned
    }

    @Override
    public void output(NetworkLayer.Output layer) throws UnsupportedLayerException {
        apply(layer.function(), layer);
    }

    private void apply(IActivation function, NetworkLayer layer) throws UnsupportedLayerException {
        UnsupportedLayerException.unless(
                layer.name(),
                ActivationOperators.apply(function, graph),
                "the activation " + function);
    }

    private static List<AttributeProto> attributes(Window window) {
        Padding padding = window.padding();
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(attribute("kernel_shape", window.kernel()));
        attributes.add(attribute("strides", window.stride()));
        attributes.add(
                Attributes.of(
                        "pads", padding.top(), padding.left(), padding.bottom(), padding.right()));
        return attributes;
    }

    private static AttributeProto attribute(String name, Window.Size size) {
        return Attributes.of(name, size.height(), size.width());
    }
}
