/**
 * A DL4J network written down as an ONNX model. Configuration and parameters come in, the bytes of
 * a model go out; nothing is run here.
 *
 * <p>Imports {@code image}; only {@code model} imports it.
 */
package io.afluente.model.onnx;
