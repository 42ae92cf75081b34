/**
 * Bodies of inference requests: what comes in are bytes, what goes out are pictures, as records on
 * the topic of images would have them. Whatever is wrong ends in an {@link InferException} that
 * names the field.
 *
 * <p>{@link RequestReader} reads the JSON, {@link TensorReader} takes its tensor apart: {@link
 * PixelTensor} and {@link FileTensor} are its two kinds. Open {@link TensorReader} first. Imports
 * {@code stream} and the rooms below it.
 */
package io.afluente.web.infer.tensor;
