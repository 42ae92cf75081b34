package io.afluente.model;

import io.afluente.image.Image;
import java.util.List;

/**
 * A backbone at work: pictures in, embeddings out. The same picture alone always has the same
 * embedding, on one runtime; among others its last bits may differ. Safe for all threads.
 */
public interface Backbone extends AutoCloseable {
    BackboneSpec spec();

    /** The embedding of one picture, which is in the backbone's form. */
    default Image embed(Image picture) {
        return embed(List.of(picture)).get(0);
    }

    /** The embeddings of pictures that are computed at once, in their order. */
    List<Image> embed(List<Image> pictures);

    @Override
    void close();
}
