package io.afluente.train;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.learn.CheckpointDecision;
import io.afluente.learn.EntryResult;
import io.afluente.learn.Learner;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import io.afluente.model.engine.PictureInputs;
import io.afluente.registry.Checkpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Feeds a learner from a data set as a stream would, with a checkpoint at the end of each epoch,
 * and measures the version that would serve.
 */
public final class Training {
    private final Learner learner;
    private final PictureInputs inputs;
    private final Served served;
    private final Optional<ClassEvaluation> exam;
    private final boolean wantsCurve;
    private final Consumer<MiniBatchScore> listener;
    private final Consumer<Checkpoint> keeper;
    private final EpochSums sums = new EpochSums();
    private final Set<Integer> seen = new HashSet<>();
    private final List<Report.Epoch> epochs = new ArrayList<>();
    private final List<Report.Point> curve = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long offset;
    private long nanos;

    /**
     * @param first what the learner begins with
     * @param inputs makes of pictures what it learns from
     * @param exam what versions are measured on, after each epoch
     * @param wantsCurve whether also at each checkpoint
     * @param listener told of each mini-batch
     * @param keeper given each checkpoint, whether or not it would serve
     */
    public Training(
            Learner learner,
            Checkpoint first,
            PictureInputs inputs,
            Optional<ClassEvaluation> exam,
            boolean wantsCurve,
            Consumer<MiniBatchScore> listener,
            Consumer<Checkpoint> keeper) {
        this.learner = learner;
        this.inputs = inputs;
        this.served = new Served(first);
        this.exam = exam;
        this.wantsCurve = wantsCurve;
        this.listener = listener;
        this.keeper = keeper;
    }

    /** Takes in the next example. */
    public void learn(String id, LabeledImage example) {
        seen.add(example.label());
        Image taken = inputs.of(inputs.form().fit(example.image()));
        take(new Example(offset, id, new LabeledImage(taken, example.label())));
    }

    /** Ends an epoch: what is left of it is trained, and there is a checkpoint. */
    public Report.Epoch endEpoch() {
        take(new Control(offset, Control.Order.CHECKPOINT));
        Report.Epoch epoch =
                sums.end(epochs.size() + 1, measure().map(ClassEvaluation.Result::all));
        epochs.add(epoch);
        return epoch;
    }

    /** The version that would serve now. */
    public Checkpoint served() {
        return served.now();
    }

    /** All that happened so far. */
    public Report report(long seed) {
        double seconds = nanos / 1e9;
        return new Report(
                seed,
                exam.map(ClassEvaluation::name).orElse(null),
                List.copyOf(epochs),
                List.copyOf(curve),
                List.copyOf(events),
                sums.total(),
                seconds,
                sums.total() / seconds,
                served.now().version().toString(),
                null);
    }

    private void take(LogEntry entry) {
        long start = System.nanoTime();
        EntryResult outcome = learner.take(entry);
        nanos += System.nanoTime() - start;
        offset++;
        outcome.score().ifPresent(this::scored);
        outcome.cut().ifPresent(this::cut);
    }

    private void scored(MiniBatchScore score) {
        sums.add(score);
        events.addAll(score.events());
        listener.accept(score);
    }

    private void cut(CheckpointDecision cut) {
        served.follow(cut);
        keeper.accept(cut.checkpoint());
        if (wantsCurve) {
            measure().ifPresent(result -> curve.add(point(cut, result)));
        }
    }

    private Report.Point point(CheckpointDecision cut, ClassEvaluation.Result result) {
        return new Report.Point(
                sums.total(),
                sums.windowedAccuracy(),
                cut.checkpoint().lineage().verdict().passed(),
                cut.candidate(),
                result.all(),
                seen.size(),
                result.ofThese());
    }

    private Optional<ClassEvaluation.Result> measure() {
        return exam.map(e -> e.take(served.now().network(), seen));
    }
}
