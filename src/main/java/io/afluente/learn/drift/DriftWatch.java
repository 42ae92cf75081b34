package io.afluente.learn.drift;

import io.afluente.evaluate.Drift;
import io.afluente.evaluate.DriftDetector;
import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import io.afluente.image.EnumNames;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** Watches the errors, and says when an action is due: once for each change, not once an alarm. */
public final class DriftWatch implements Resumable {
    // a fifth of the cool-down is gentle
    private static final int GENTLE_PARTS = 5;

    private final DriftSettings settings;
    private final Optional<DriftDetector> detector;
    private Drift level = Drift.NONE;
    private long drifts;
    private long coolDown;
    private boolean raised;
    private boolean due;

    public DriftWatch(DriftSettings settings) {
        this.settings = settings;
        this.detector = settings.newDetector();
    }

    /** Takes in one example; says what changed by it: the level, or another drift. */
    public Optional<Drift> update(boolean error) {
        coolDown = Math.max(0, coolDown - 1);
        raised &= coolDown > 0;
        Drift before = level;
        level = detector.map(d -> d.update(error)).orElse(Drift.NONE);
        if (level == Drift.DRIFT) {
            drifts++;
            due |= coolDown == 0;
        }
        return level == Drift.DRIFT || level != before ? Optional.of(level) : Optional.empty();
    }

    /** The action to be taken now, if any; asked after each mini-batch. */
    public Optional<DriftAction> takeAction() {
        boolean act = due && settings.action() != DriftAction.NONE;
        due = false;
        if (act) {
            coolDown = settings.coolDown();
            raised = settings.action() == DriftAction.RAISE_RATE;
        }
        return act ? Optional.of(settings.action()) : Optional.empty();
    }

    /** What the learning rate is multiplied by now, in place of {@code scheduled}. */
    public double rate(double scheduled) {
        return gentleness() * (raised ? settings.raise() : scheduled);
    }

    /**
     * Rises from nearly 0 to 1 over the first part of the cool-down. Where most answers are wrong
     * at once all gradients point one way, and full steps along them end a network for good: its
     * units answer nothing any more.
     */
    private double gentleness() {
        long gone = settings.coolDown() - coolDown + 1;
        return coolDown == 0 ? 1 : Math.min(1, (double) GENTLE_PARTS * gone / settings.coolDown());
    }

    public DriftState state() {
        return new DriftState(
                settings.detector().map(EnumNames::of).orElse("none"), EnumNames.of(level), drifts);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeUTF(level.name());
        out.writeLong(drifts);
        out.writeLong(coolDown);
        out.writeBoolean(raised);
        out.writeBoolean(due);
        if (detector.isPresent()) {
            detector.get().save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        level = Saved.constant(in, Drift.class);
        drifts = Saved.count(in, "number of drifts");
        coolDown = Saved.upTo(in, settings.coolDown(), "rest of the cool-down");
        raised = in.readBoolean();
        due = in.readBoolean();
        if (detector.isPresent()) {
            detector.get().load(in);
        }
    }
}
