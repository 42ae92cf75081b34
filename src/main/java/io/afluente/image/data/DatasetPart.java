package io.afluente.image.data;

import io.afluente.image.LabeledImage;
import java.util.Objects;
import java.util.Optional;

/**
 * A view of neighbouring pictures.
 *
 * @param whole that they are in
 * @param first of them, by its index there
 * @param size how many they are
 */
record DatasetPart(Dataset whole, int first, int size) implements Dataset {
    @Override
    public String id(int index) {
        return whole.id(there(index));
    }

    @Override
    public int label(int index) {
        return whole.label(there(index));
    }

    @Override
    public Optional<LabeledImage> read(int index) {
        return whole.read(there(index));
    }

    @Override
    public int unreadable() {
        return whole.unreadable();
    }

    private int there(int index) {
        return first + Objects.checkIndex(index, size);
    }
}
