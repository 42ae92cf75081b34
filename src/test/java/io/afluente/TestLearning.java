package io.afluente;

import io.afluente.evaluate.DriftMethod;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.RateSchedule;
import io.afluente.learn.TrainingSettings;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import io.afluente.learn.example.Provenance;
import io.afluente.learn.gate.GateSettings;
import java.util.List;
import java.util.Optional;

/** Settings of learning and logs to learn from, for tests. */
public final class TestLearning {
    public static final Provenance PROVENANCE = new Provenance("labeled-images", 0, "test", "test");

    private static final List<Control.Order> ORDERS =
            List.of(
                    Control.Order.CLOSE_BATCH,
                    Control.Order.CHECKPOINT,
                    Control.Order.RESET,
                    Control.Order.RESET_UPDATER,
                    Control.Order.ROLL_BACK);

    private TestLearning() {}

    /** Tests and trains mini-batches of 4, a checkpoint after every third. */
    public static LearnSettings plain() {
        return new LearnSettings(4, 3, 1, 1000, 0.01);
    }

    /** The same with everything on that there is, in sizes that a short test reaches. */
    public static LearnSettings everything() {
        return new LearnSettings(4, 3, 1, 1000, 0.01)
                .withPractice(
                        new TrainingSettings(
                                2, 1, 10, 0.9, new RateSchedule(RateSchedule.Shape.COSINE, 400, 8)))
                .withDrift(
                        new DriftSettings(
                                Optional.of(DriftMethod.ADWIN), 0, DriftAction.ROLL_BACK, 40, 2))
                .withGate(new GateSettings(true, 0.3, 12, 16, 6, 0.2));
    }

    /** An example of the log; the same for each offset. */
    public static Example example(long offset) {
        return new Example(offset, "id-" + offset, TestNetworks.picture((int) offset));
    }

    /** A log in which orders of all kinds but {@code continue} are strewn in. */
    public static LogEntry entry(long offset) {
        return offset % 13 == 12
                ? new Control(offset, ORDERS.get((int) (offset / 13 % ORDERS.size())))
                : example(offset);
    }
}
