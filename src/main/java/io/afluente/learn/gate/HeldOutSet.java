package io.afluente.learn.gate;

import io.afluente.evaluate.PairedComparison;
import io.afluente.evaluate.PairedCounts;
import io.afluente.evaluate.Resumable;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.example.ExampleSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Held-out examples with what the champion and the candidate answered to them, so that each asks
 * each example once.
 */
final class HeldOutSet implements Resumable {
    private final ExampleSet examples;
    private final boolean[] answered;
    private final boolean[] rightByChampion;
    private final boolean[] rightByCandidate;

    /**
     * @param capacity of the set
     */
    HeldOutSet(ExampleSet examples, int capacity) {
        this.examples = examples;
        this.answered = new boolean[capacity];
        this.rightByChampion = new boolean[capacity];
        this.rightByCandidate = new boolean[capacity];
    }

    void offer(Example example) {
        int place = examples.offer(example);
        if (place != ExampleSet.REFUSED) {
            answered[place] = false;
        }
    }

    /** From now on examples may have more labels. */
    void grow(ExampleForm form) {
        examples.grow(form);
    }

    /** All examples, by place. */
    List<Example> examples() {
        return IntStream.range(0, examples.size()).mapToObj(examples::get).toList();
    }

    /** Has champion and candidate answer what they have not answered yet. */
    void catchUp(Evaluator examiner, Contender champion, Contender candidate) {
        int[] places = IntStream.range(0, examples.size()).filter(i -> !answered[i]).toArray();
        List<Example> fresh = IntStream.of(places).mapToObj(examples::get).toList();
        boolean[] byChampion = examiner.right(champion.parameters(), fresh);
        boolean[] byCandidate =
                candidate.is(champion) ? byChampion : examiner.right(candidate.parameters(), fresh);
        for (int i = 0; i < places.length; i++) {
            answered[places[i]] = true;
            rightByChampion[places[i]] = byChampion[i];
            rightByCandidate[places[i]] = byCandidate[i];
        }
    }

    /** The champion against a challenger that got these right. */
    PairedComparison againstChampion(boolean[] challenger) {
        PairedCounts counts = new PairedCounts();
        for (int place = 0; place < examples.size(); place++) {
            counts.update(rightByChampion[place], challenger[place]);
        }
        return counts.comparison();
    }

    /** The champion against the candidate. */
    PairedComparison candidateAgainstChampion() {
        return againstChampion(rightByCandidate);
    }

    /** From now on the candidate is one that got these right. */
    void newCandidate(boolean[] right) {
        System.arraycopy(right, 0, rightByCandidate, 0, right.length);
    }

    /** From now on the champion is the candidate. */
    void championIsCandidate() {
        System.arraycopy(rightByCandidate, 0, rightByChampion, 0, examples.size());
    }

    /** From now on the candidate is the champion. */
    void candidateIsChampion() {
        System.arraycopy(rightByChampion, 0, rightByCandidate, 0, examples.size());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        examples.save(out);
        for (int place = 0; place < examples.size(); place++) {
            out.writeBoolean(answered[place]);
            out.writeBoolean(rightByChampion[place]);
            out.writeBoolean(rightByCandidate[place]);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        examples.load(in);
        for (int place = 0; place < examples.size(); place++) {
            answered[place] = in.readBoolean();
            rightByChampion[place] = in.readBoolean();
            rightByCandidate[place] = in.readBoolean();
        }
    }
}
