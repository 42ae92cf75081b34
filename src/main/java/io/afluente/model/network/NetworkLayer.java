package io.afluente.model.network;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * One layer in place. A layer of DL4J's becomes up to three of these: dropout of its input, its own
 * arithmetic, its activation function.
 */
public sealed interface NetworkLayer {
    Place place();

    /** Calls the writer's method for this kind of layer. */
    void write(LayerWriter writer) throws UnsupportedLayerException;

    /** What a user calls it. */
    default String name() {
        return place().name();
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
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
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
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
            writer.pooling(this);
        }
    }

    /** A picture becomes a vector, whose values DL4J takes in this order. */
    record Flatten(Place place, CNN2DFormat order) implements NetworkLayer {
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
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
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
            writer.dense(this);
        }
    }

    /** An activation function, never the identity; softmax only of vectors. */
    record Activation(Place place, IActivation function) implements NetworkLayer {
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
            writer.activation(this);
        }
    }

    /**
     * Dropout in training; nothing where the network only answers.
     *
     * @param keep the probability by which a value is kept
     */
    record Dropout(Place place, double keep) implements NetworkLayer {
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
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
        @Override
        public void write(LayerWriter writer) throws UnsupportedLayerException {
            writer.output(this);
        }
    }
}
