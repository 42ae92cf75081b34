/**
 * A network written down as an ONNX model.
 *
 * <p>{@link OnnxExport} hands a network's layers to {@link OnnxWriter}, which puts nodes and
 * weights into a {@link Graph}; bytes go out. Nothing is run here.
 *
 * <p>Open {@link OnnxExport} first, {@link OnnxWriter} for the operators.
 */
package io.afluente.model.onnx;
