package io.afluente.learn.example;

import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sample of all examples ever offered, each one in it with the same probability (algorithm R of
 * Vitter: Random sampling with a reservoir, 1985).
 */
public final class Reservoir implements ExampleSet {
    private final KeptExamples kept;
    private final SeededHash dice;
    private long offered;

    /**
     * @param capacity of the sample; 0 keeps nothing
     * @param dice decides who stays, by how many were offered before
     */
    public Reservoir(int capacity, ExampleForm form, SeededHash dice) {
        this.kept = new KeptExamples(capacity, form);
        this.dice = dice;
    }

    @Override
    public int offer(Example example) {
        long place = offered < kept.capacity() ? offered : dice.below(offered + 1, offered, 0);
        offered++;
        if (place >= kept.capacity()) {
            return REFUSED;
        }
        kept.put((int) place, example);
        return (int) place;
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

    /** Starts over, as if nothing had been offered. */
    public void clear() {
        kept.clear();
        offered = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(offered);
        kept.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        offered = Saved.count(in, "number of examples offered");
        kept.load(in);
    }
}
