/**
 * The engines that answer, by name: ND4J's and ONNX Runtime.
 *
 * <p>{@link Engines} is the list: settings, bench and evaluation read it, and another engine is
 * another line there. {@link OnnxEngine} hands ONNX Runtime the model that {@code model.onnx}
 * writes.
 *
 * <p>Open {@link Engines} first.
 */
package io.afluente.model.engine;
