package io.afluente.learn.example;

import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * So many places for examples, filled from the first on.
 *
 * <p>They are kept packed and nothing else: a state is saved far more often than an example is
 * looked at, and large pictures would fill the heap twice.
 */
final class KeptExamples implements Resumable {
    private final int capacity;
    private ExampleForm form;
    private final Packer packer = new Packer();
    private final List<byte[]> kept = new ArrayList<>();

    /**
     * @param capacity places, 0 or more
     * @param form of all examples
     */
    KeptExamples(int capacity, ExampleForm form) {
        this.capacity = capacity;
        this.form = form;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return kept.size();
    }

    Example get(int place) {
        try {
            return Packer.unpack(kept.get(place), form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an example into the next free place, or in place of another. */
    void put(int place, Example example) {
        byte[] packed = packer.pack(example);
        if (place == kept.size() && place < capacity) {
            kept.add(packed);
        } else {
            kept.set(place, packed);
        }
    }

    /** From now on examples may have more labels. */
    void grow(ExampleForm grown) {
        form = grown;
    }

    void clear() {
        kept.clear();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(kept.size());
        for (byte[] packed : kept) {
            out.writeInt(packed.length);
            out.write(packed);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int size = Saved.upTo(in, capacity, "number of kept examples");
        int mostBytes = form.shape().bytes() + Packer.ROOM;
        kept.clear();
        for (int i = 0; i < size; i++) {
            byte[] packed = new byte[Saved.upTo(in, mostBytes, "size of an example")];
            in.readFully(packed);
            Packer.unpack(
                    packed, form); // what can't be read is refused here, not when it is needed
            kept.add(packed);
        }
    }
}
