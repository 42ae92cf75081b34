package io.afluente.learn;

import io.afluente.image.EnumNames;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.Events;
import io.afluente.learn.example.Control;
import io.afluente.learn.gate.Gate;
import io.afluente.registry.Checkpoint;

/**
 * What learning goes on with, and what turns it: the orders of the log, and the actions that follow
 * a drift. Both come between mini-batches.
 */
final class TrainerSwitch implements AutoCloseable {
    private final Trainers trainers;
    private final Gate gate;
    private final LearnerCounters progress;
    private final Events events;
    private Trainer trainer;

    TrainerSwitch(
            Trainers trainers, Trainer first, Gate gate, LearnerCounters progress, Events events) {
        this.trainers = trainers;
        this.trainer = first;
        this.gate = gate;
        this.progress = progress;
        this.events = events;
    }

    /** What learns now. */
    Trainer trainer() {
        return trainer;
    }

    /** Follows an order. */
    void obey(Control control) {
        switch (control.order()) {
            case CLOSE_BATCH, CHECKPOINT -> {}
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
        trainer.goOnFrom(gate.candidate().parameters());
    }

    private void changed(String origin, Control control) {
        progress.continued(origin);
        events.add(
                Event.Kind.ORDERED,
                control.offset(),
                control.order().wireName() + ": learning goes on from " + origin);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
