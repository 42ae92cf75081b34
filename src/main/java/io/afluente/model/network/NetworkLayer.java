package io.afluente.model.network;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * One layer in place, and all there is to know about its kind: what it is, how it is read from
 * DL4J's, and what a {@link Writer} calls it. A layer of DL4J's becomes up to three of these:
 * dropout of its input, its own arithmetic, its activation function.
 *
 * <p>Another kind is another record here with its line in {@link LayerKinds} and its method in
 * {@link Writer}; the compiler then names the writers that don't know it yet.
 */
public sealed interface NetworkLayer
        permits NetworkLayer.Activation,
                NetworkLayer.Convolution,
                NetworkLayer.Dense,
                NetworkLayer.Dropout,
                NetworkLayer.Flatten,
                NetworkLayer.Output,
                NetworkLayer.Pooling,
                BatchNormalisation,
                Border,
                Concatenation,
                DepthwiseConvolution,
                GlobalPooling,
                Sum,
                Upsampling {
    Place place();

    /** Calls the writer's method for this kind of layer. */
    void write(Writer writer) throws UnsupportedLayerException;

    /** What a user calls it. */
    default String name() {
        return place().name();
    }

    /**
     * Writes a network's layers in another form, in the order in which they are computed: as a
     * plan, or as ONNX operators. Each method throws {@link UnsupportedLayerException} for what
     * this form can't express.
     */
    interface Writer {
        void convolution(Convolution layer) throws UnsupportedLayerException;

        void pooling(Pooling layer) throws UnsupportedLayerException;

        void flatten(Flatten layer) throws UnsupportedLayerException;

        void dense(Dense layer) throws UnsupportedLayerException;

        void depthwise(DepthwiseConvolution layer) throws UnsupportedLayerException;

        void globalPooling(GlobalPooling layer) throws UnsupportedLayerException;

        void border(Border layer) throws UnsupportedLayerException;

        void upsampling(Upsampling layer) throws UnsupportedLayerException;

        void batchNormalisation(BatchNormalisation layer) throws UnsupportedLayerException;

        void activation(Activation layer) throws UnsupportedLayerException;

        void dropout(Dropout layer) throws UnsupportedLayerException;

        void sum(Sum layer) throws UnsupportedLayerException;

        void concatenation(Concatenation layer) throws UnsupportedLayerException;

        void output(Output layer) throws UnsupportedLayerException;
    }

    /**
     * Where a layer stands.
     *
     * @param id of its own in the graph
     * @param name of DL4J's layer that it belongs to
     * @param position of DL4J's layer among all
     * @param inputs ids of what feeds it; {@link #INPUT} for the network's own
     * @param in the shape of one example before it
     * @param out and after it
     */
    record Place(String id, String name, int position, List<String> inputs, Grid in, Grid out) {
        /** The id of the network's input. */
        public static final String INPUT = "input";

        public Place {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Where a layer's parameters lie in the network's vector.
     *
     * @param weights the first weight's position
     * @param bias the first bias's position, or {@link #NONE}
     * @param learn whether a training step changes them
     */
    record Parameters(int weights, int bias, boolean learn) {
        /** The position of a bias that there isn't. */
        public static final int NONE = -1;

        public boolean hasBias() {
            return bias != NONE;
        }
    }

    /** A convolution; weights by output, input, row, column. */
    record Convolution(Place place, Window window, Parameters parameters) implements NetworkLayer {
        static void read(ConvolutionLayer layer, LayerChain chain)
                throws UnsupportedLayerException {
            chain.pictures(layer.getCnn2dDataFormat());
            Dropout.read(layer, chain);
            Window window = new WindowReader(chain.name(), chain.grid()).of(layer);
            int outputs = Math.toIntExact(layer.getNOut());
            // DL4J stores a convolution's bias before its weights
            int first = chain.parameters();
            int bias = layer.hasBias() ? first : Parameters.NONE;
            int weights = layer.hasBias() ? first + outputs : first;
            chain.add(
                    new Convolution(
                            chain.place("", window.slide(chain.grid(), outputs)),
                            window,
                            new Parameters(weights, bias, Frozen.learns(layer))));
            Activation.read(layer.getActivationFn(), chain);
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.convolution(this);
        }
    }

    /**
     * Max or average pooling.
     *
     * @param max else the average
     * @param countPadding whether an average at the border counts the padding in
     */
    record Pooling(Place place, Window window, boolean max, boolean countPadding)
            implements NetworkLayer {
        static void read(SubsamplingLayer layer, LayerChain chain)
                throws UnsupportedLayerException {
            chain.pictures(layer.getCnn2dDataFormat());
            PoolingType type = layer.getPoolingType();
            boolean max = type == PoolingType.MAX;
            chain.unless(max || type == PoolingType.AVG, type + " pooling");
            Grid in = chain.grid();
            Window window = new WindowReader(chain.name(), in).of(layer);
            chain.add(
                    new Pooling(
                            chain.place("", window.slide(in, in.channels())),
                            window,
                            max,
                            layer.isAvgPoolIncludePadInDivisor()));
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.pooling(this);
        }
    }

    /** A picture becomes a vector, whose values DL4J takes in this order. */
    record Flatten(Place place, CNN2DFormat order) implements NetworkLayer {
        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.flatten(this);
        }
    }

    /**
     * A fully connected layer; weights column by column.
     *
     * @param planes the picture whose planes, one after the other, are its input; null where the
     *     input has no such order
     */
    record Dense(Place place, Grid planes, Parameters parameters) implements NetworkLayer {
        static void read(DenseLayer layer, LayerChain chain) throws UnsupportedLayerException {
            chain.unless(!layer.hasLayerNorm(), "layer normalisation");
            read(layer, layer.hasBias(), chain);
            Activation.read(layer.getActivationFn(), chain);
        }

        private static void read(FeedForwardLayer layer, boolean hasBias, LayerChain chain)
                throws UnsupportedLayerException {
            chain.unless(!chain.isPicture(), "a dense layer on a picture");
            Dropout.read(layer, chain);
            int outputs = Math.toIntExact(layer.getNOut());
            int weights = chain.parameters();
            int bias = hasBias ? weights + chain.grid().size() * outputs : Parameters.NONE;
            chain.addVector(
                    new Dense(
                            chain.place("", Grid.vector(outputs)),
                            chain.planes(),
                            new Parameters(weights, bias, Frozen.learns(layer))));
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.dense(this);
        }
    }

    /** An activation function, never the identity; softmax only of vectors. */
    record Activation(Place place, IActivation function) implements NetworkLayer {
        static void read(IActivation function, LayerChain chain) throws UnsupportedLayerException {
            if (!(function instanceof ActivationIdentity)) {
                chain.unless(
                        !chain.isPicture() || !(function instanceof ActivationSoftmax),
                        "the activation " + function + " of a picture");
                chain.add(new Activation(chain.place("activation", chain.grid()), function));
            }
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.activation(this);
        }
    }

    /**
     * Dropout in training; nothing where the network only answers.
     *
     * @param keep the probability by which a value is kept
     */
    record Dropout(Place place, double keep) implements NetworkLayer {
        static void read(Layer layer, LayerChain chain) {
            if (layer.getIDropout() instanceof org.deeplearning4j.nn.conf.dropout.Dropout dropout
                    && dropout.getP() < 1) {
                chain.add(new Dropout(chain.place("dropout", chain.grid()), dropout.getP()));
            }
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.dropout(this);
        }
    }

    /**
     * The end of a network: its last activation function, and the loss.
     *
     * @param planes as for {@link Dense}
     */
    record Output(Place place, Grid planes, IActivation function, ILossFunction loss)
            implements NetworkLayer {
        static void read(OutputLayer layer, LayerChain chain) throws UnsupportedLayerException {
            Dense.read(layer, layer.hasBias(), chain);
            add(layer.getActivationFn(), layer.getLossFn(), chain);
        }

        static void read(LossLayer layer, LayerChain chain) {
            add(layer.getActivationFn(), layer.getLossFn(), chain);
        }

        private static void add(IActivation function, ILossFunction loss, LayerChain chain) {
            Place place = chain.place("output", chain.grid());
            chain.add(new Output(place, chain.planes(), function, loss));
        }

        @Override
        public void write(Writer writer) throws UnsupportedLayerException {
            writer.output(this);
        }
    }
}
