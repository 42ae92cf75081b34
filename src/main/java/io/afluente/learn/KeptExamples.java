package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** So many places for examples, filled from the first on. */
final class KeptExamples implements Resumable {
    private final int capacity;
    private final ExampleForm form;
    private final Packer packer = new Packer();
    private final List<Kept> kept = new ArrayList<>();

    /** Packed when it comes in: a state is saved far more often than an example changes. */
    private record Kept(Example example, byte[] packed) {}

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
        return kept.get(place).example;
    }

    /** Puts an example into the next free place, or in place of another. */
    void put(int place, Example example) {
        Kept entry = new Kept(example, packer.pack(example));
        if (place == kept.size() && place < capacity) {
            kept.add(entry);
        } else {
            kept.set(place, entry);
        }
    }

    void clear() {
        kept.clear();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(kept.size());
        for (Kept entry : kept) {
            out.writeInt(entry.packed.length);
            out.write(entry.packed);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int size = Saved.upTo(in, capacity, "number of kept examples");
        int mostBytes = form.shape().size() + Packer.ROOM;
        kept.clear();
        for (int i = 0; i < size; i++) {
            byte[] packed = new byte[Saved.upTo(in, mostBytes, "size of an example")];
            in.readFully(packed);
            kept.add(new Kept(Packer.unpack(packed, form), packed));
        }
    }
}
