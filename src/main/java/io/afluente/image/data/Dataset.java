package io.afluente.image.data;

import io.afluente.image.LabeledImage;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One half of a labelled data set, or a part of it, read picture by picture. */
public interface Dataset {
    /** How many pictures there are, those included that can't be read. */
    int size();

    /** By which a picture is known wherever it is sent; the same in every run. */
    String id(int index);

    /** What a picture shows, without reading it. */
    int label(int index);

    /** Reads a picture; empty if it can't be read, which has been told then. */
    Optional<LabeledImage> read(int index);

    /** How many pictures could not be read so far, each counted once. */
    int unreadable();

    /** The pictures that can be read, in order; each is read when its turn comes. */
    default Stream<LabeledImage> examples() {
        return IntStream.range(0, size()).mapToObj(this::read).flatMap(Optional::stream);
    }

    /** The pictures from one index to below another. */
    default Dataset part(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new DatasetPart(this, from, to - from);
    }

    /** As many of the first as asked for, or all. */
    default Dataset first(int most) {
        return part(0, Math.min(most, size()));
    }
}
