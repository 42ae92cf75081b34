package io.afluente.web.infer.tensor;

/**
 * One picture of a request, as a record on the topic of images would have it.
 *
 * @param value pixels of the model's size, channels last, or a picture file
 * @param contentType says which
 */
public record Picture(byte[] value, String contentType) {}
