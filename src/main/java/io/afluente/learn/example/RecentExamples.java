package io.afluente.learn.example;

import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last so many of the examples offered. */
public final class RecentExamples implements ExampleSet {
    private final KeptExamples kept;
    private int next;

    /**
     * @param capacity how many, at least 1
     */
    public RecentExamples(int capacity, ExampleForm form) {
        this.kept = new KeptExamples(capacity, form);
    }

    @Override
    public int offer(Example example) {
        int place = next;
        kept.put(place, example);
        next = (next + 1) % kept.capacity();
        return place;
    }

    @Override
    public void grow(ExampleForm form) {
        kept.grow(form);
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public Example get(int place) {
        return kept.get(place);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(next);
        kept.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        next = Saved.upTo(in, kept.capacity() - 1, "place of the next example");
        kept.load(in);
    }
}
