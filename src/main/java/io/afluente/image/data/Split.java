package io.afluente.image.data;

import io.afluente.image.EnumNames;
import java.util.List;

/** Which half of a data set: the images to learn from, or those kept back to test with. */
public enum Split {
    TRAIN,
    TEST;

    /** How the names of this half's files begin; MNIST calls its ten thousand test images t10k. */
    List<String> prefixes() {
        return this == TRAIN ? List.of("train") : List.of("t10k", "test");
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
