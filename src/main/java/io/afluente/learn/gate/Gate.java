package io.afluente.learn.gate;

import io.afluente.evaluate.PairedComparison;
import io.afluente.evaluate.Resumable;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.example.Floats;
import io.afluente.learn.example.RecentExamples;
import io.afluente.learn.example.Reservoir;
import io.afluente.learn.example.SeededHash;
import io.afluente.registry.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Decides which checkpoint serves, by a share of the stream that is never trained on.
 *
 * <p>The champion is the best version so far: a challenger replaces it only if it is at least as
 * good on all that is held out, or surely better on the recent part of it. The candidate serves: a
 * challenger that passes {@link GateRule}, often the champion itself. Since each challenger is
 * judged by the champion and not by the candidate before it, small losses never add up.
 *
 * <p>Parameters that are not all numbers, or that give no numbers for a picture, never pass,
 * whether or not the gate is on.
 */
public final class Gate implements Resumable {
    private static final Verdict UNANSWERED =
            new Verdict(false, "it gives no numbers for a picture");

    private final GateSettings settings;
    private final GateRule rule;
    private final SeededHash choice;
    private final HeldOutSet recent;
    private final HeldOutSet all;
    private Contender champion;
    private Contender candidate;
    private IntPredicate sizes;

    /**
     * @param first serves until something better comes
     */
    public Gate(GateSettings settings, ExampleForm form, long seed, Contender first) {
        this.settings = settings;
        this.rule = new GateRule(settings.least(), settings.tolerance());
        this.choice = new SeededHash(seed, "hold out");
        this.recent =
                new HeldOutSet(new RecentExamples(settings.recent(), form), settings.recent());
        this.all =
                new HeldOutSet(
                        new Reservoir(settings.all(), form, new SeededHash(seed, "held out")),
                        settings.all());
        this.champion = first;
        this.candidate = first;
        this.sizes = size -> size == first.parameters().length;
    }

    /**
     * From now on examples may have more labels. A version that does not know them goes on to be
     * judged by all that is held out: to it the examples of these labels are wrongly answered.
     *
     * @param known how many parameters a version can have that was put forward before or is now
     */
    public void grow(ExampleForm form, IntPredicate known) {
        recent.grow(form);
        all.grow(form);
        sizes = known;
    }

    /** Whether an example is never trained on. The same id is always told the same. */
    public boolean holdsOut(Example example) {
        return settings.on()
                && !example.id().isEmpty()
                && choice.of(example.id()) < settings.share();
    }

    /** Keeps held-out examples to judge by. */
    public void keep(List<Example> heldOut) {
        heldOut.forEach(recent::offer);
        heldOut.forEach(all::offer);
    }

    /** Judges a challenger and, if it passes, makes it the candidate, unnamed yet. */
    public Verdict judge(float[] challenger, Evaluator examiner) {
        if (!Floats.areFinite(challenger)) {
            return new Verdict(false, "its parameters are not all numbers");
        }
        if (examiner.leftUnanswered(challenger)) {
            return UNANSWERED;
        }
        Contender contender = new Contender(Contender.UNNAMED, challenger);
        if (!settings.on()) {
            candidate = contender;
            champion = contender;
            return new Verdict(true, "there is no gate");
        }
        return judge(contender, new CachedEvaluator(examiner));
    }

    private Verdict judge(Contender challenger, Evaluator examiner) {
        recent.catchUp(examiner, champion, candidate);
        all.catchUp(examiner, champion, candidate);
        boolean[] rightRecently = examiner.right(challenger.parameters(), recent.examples());
        boolean[] rightOfAll = examiner.right(challenger.parameters(), all.examples());
        if (examiner.leftUnanswered(challenger.parameters())) {
            return UNANSWERED;
        }
        PairedComparison recently = recent.againstChampion(rightRecently);
        PairedComparison ofAll = all.againstChampion(rightOfAll);
        Verdict verdict = rule.judge(recently, ofAll);
        if (verdict.passed()) {
            candidate = challenger;
            recent.newCandidate(rightRecently);
            all.newCandidate(rightOfAll);
            if (rule.asGood(recently, ofAll)) {
                champion = challenger;
                recent.championIsCandidate();
                all.championIsCandidate();
            }
        }
        return verdict;
    }

    /**
     * Puts the champion forward again if the candidate has turned out surely worse than it on the
     * recent examples.
     *
     * @return in words what was wrong with the candidate
     */
    public Optional<String> rollBack() {
        PairedComparison recently = recent.candidateAgainstChampion();
        if (!settings.on() || !rule.championBetter(recently)) {
            return Optional.empty();
        }
        String about =
                "%s is worse than %s: recent %s"
                        .formatted(
                                candidate.version(), champion.version(), GateRule.words(recently));
        candidate = champion;
        recent.candidateIsChampion();
        all.candidateIsChampion();
        return Optional.of(about);
    }

    /** The checkpoint that was judged last has a name now. */
    public void named(String version) {
        champion = champion.named(version);
        candidate = candidate.named(version);
    }

    /** The version put forward. */
    public Contender candidate() {
        return candidate;
    }

    /** The best version up to now. */
    public Contender champion() {
        return champion;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        champion.save(out);
        out.writeBoolean(candidate.is(champion));
        if (!candidate.is(champion)) {
            candidate.save(out);
        }
        recent.save(out);
        all.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        champion = Contender.load(in, sizes);
        candidate = in.readBoolean() ? champion : Contender.load(in, sizes);
        recent.load(in);
        all.load(in);
    }
}
