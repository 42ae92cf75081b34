package io.afluente.learn;

import io.afluente.evaluate.Prequential;
import io.afluente.evaluate.Resumable;
import io.afluente.image.EnumNames;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.Events;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.gate.Gate;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Checkpoint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What learning goes on with, and what turns it: the orders of the log, and the actions that follow
 * a drift. Both come between mini-batches. What is saved of it begins with the labels that were
 * added.
 */
final class TrainerSwitch implements Resumable, AutoCloseable {
    private Trainers trainers;
    private final Gate gate;
    private final Prequential prequential;
    private final LearnerCounters progress;
    private final Events events;
    private Trainer trainer;

    TrainerSwitch(
            Trainers trainers,
            Trainer first,
            Gate gate,
            Prequential prequential,
            LearnerCounters progress,
            Events events) {
        this.trainers = trainers;
        this.trainer = first;
        this.gate = gate;
        this.prequential = prequential;
        this.progress = progress;
        this.events = events;
    }

    /** What learns now. */
    Trainer trainer() {
        return trainer;
    }

    /** What trainers are made by now. */
    Trainers trainers() {
        return trainers;
    }

    /**
     * Refuses an order that can't be followed. Nothing has changed then.
     *
     * @throws BadNetworkException if it comes with a version that learning can't go on from, or
     *     with a label that can't be added
     */
    void check(Control control) {
        control.version().ifPresent(trainers::check);
        if (adds(control)) {
            trainers.with(control.label().orElseThrow());
        }
    }

    /** Whether an order brings a label that is not there already. */
    boolean adds(Control control) {
        return control.label().filter(label -> !labels().contains(label)).isPresent();
    }

    /** The names of what is told apart by now. */
    List<String> labels() {
        return trainers.network().labels();
    }

    private void add(String label, Control control) {
        if (!adds(control)) {
            int known = labels().indexOf(label);
            tell(control, "\"%s\" is there already, as label %d".formatted(label, known));
            return;
        }
        grow(label);
        changed("the same with label %d, \"%s\"".formatted(labels().size() - 1, label), control);
    }

    /** Goes on with one label more. */
    private void grow(String label) {
        int before = labels().size();
        trainers = trainers.with(label);
        trainer = trainers.grown(trainer, before);
        gate.grow(ExampleForm.of(trainers.network()), trainers::canHave);
        prequential.grow(labels().size());
    }

    /** Follows an order. */
    void obey(Control control) {
        switch (control.order()) {
            case CLOSE_BATCH, CHECKPOINT -> {}
            case ADD_LABEL -> add(control.label().orElseThrow(), control);
            case RESET -> goOnFrom(trainers.fresh(), "seed " + trainers.settings().seed(), control);
            case CONTINUE -> {
                Checkpoint version = control.version().orElseThrow();
                goOnFrom(trainers.of(version), version.version().toString(), control);
            }
            case ROLL_BACK -> {
                rollBack();
                changed(gate.candidate().version(), control);
            }
            case RESET_UPDATER -> {
                trainer.resetUpdater();
                changed("the same with a fresh updater", control);
            }
        }
    }

    /** Takes the action that a drift leads to: in each case the past is no longer practised. */
    void act(DriftAction action) {
        switch (action) {
            case NONE, RAISE_RATE -> {}
            case RESET_UPDATER -> trainer.resetUpdater();
            case ROLL_BACK -> rollBack();
        }
        trainer.forget();
        events.add(Event.Kind.ACTED, progress.nextOffset() - 1, EnumNames.of(action));
    }

    private void goOnFrom(Trainer other, String origin, Control control) {
        trainer.close();
        trainer = other;
        changed(origin, control);
    }

    private void rollBack() {
        trainer.goOnFrom(trainers.fitted(gate.candidate().parameters()));
    }

    private void changed(String origin, Control control) {
        progress.continued(origin);
        tell(control, "learning goes on from " + origin);
    }

    private void tell(Control control, String what) {
        events.add(Event.Kind.ORDERED, control.offset(), control.order().wireName() + ": " + what);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        LabelsInState.write(trainers.added(), out);
        trainer.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        List<String> known = trainers.added();
        List<String> added = LabelsInState.read(in);
        if (added.size() < known.size() || !added.subList(0, known.size()).equals(known)) {
            throw new IOException(
                    "the learner's saved state has the added labels %s, not %s"
                            .formatted(added, known));
        }
        added.subList(known.size(), added.size()).forEach(this::grow);
        trainer.load(in);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
