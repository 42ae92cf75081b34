package io.afluente.model.network;

/**
 * Writes a network's layers in another form, in the order in which they are computed: as a plan, or
 * as ONNX operators. A kind of layer that is added to {@link NetworkLayer} is one more method here,
 * so the compiler names the writers that don't know it yet.
 *
 * <p>Each method throws {@link UnsupportedLayerException} for what this form can't express.
 */
public interface LayerWriter {
    void convolution(NetworkLayer.Convolution layer) throws UnsupportedLayerException;

    void pooling(NetworkLayer.Pooling layer) throws UnsupportedLayerException;

    void flatten(NetworkLayer.Flatten layer) throws UnsupportedLayerException;

    void dense(NetworkLayer.Dense layer) throws UnsupportedLayerException;

    void activation(NetworkLayer.Activation layer) throws UnsupportedLayerException;

    void dropout(NetworkLayer.Dropout layer) throws UnsupportedLayerException;

    void output(NetworkLayer.Output layer) throws UnsupportedLayerException;
}
