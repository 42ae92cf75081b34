package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.List;

/**
 * Answers images by one fixed set of parameters.
 *
 * <p>Belongs to one thread at a time: it reuses its buffers. Close it to give native memory back.
 */
public interface Classifier extends AutoCloseable {
    /** The shape that every image must have. */
    InputShape input();

    /** How many images one call takes at most. */
    int maxBatch();

    /**
     * Classifies images in one forward pass.
     *
     * @param images between 1 and {@link #maxBatch()}, each of the shape {@link #input()}
     * @return one prediction for each image, in their order
     */
    List<Prediction> predict(List<Image> images);

    @Override
    void close();
}
