package io.afluente.chaos;

import io.afluente.evaluate.DriftMethod;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.RateSchedule;
import io.afluente.learn.TrainingSettings;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.Shards;
import java.util.List;
import java.util.Optional;

/**
 * Learning with everything on that there is, in sizes that a short run reaches: once as values for
 * the undisturbed run, and once as a command line for the disturbed one. Where they differ, so do
 * the settings' hash and every version.
 */
final class EveryFeature {
    private static final LearnSettings SETTINGS =
            new LearnSettings(16, 5, 1, 1000, 0.01)
                    .withPractice(
                            new TrainingSettings(
                                    2,
                                    1,
                                    100,
                                    0.9,
                                    new RateSchedule(RateSchedule.Shape.COSINE, 100_000, 64)))
                    .withDrift(
                            new DriftSettings(
                                    Optional.of(DriftMethod.ADWIN),
                                    100,
                                    DriftAction.ROLL_BACK,
                                    300,
                                    2))
                    .withGate(new GateSettings(true, 0.2, 48, 64, 24, 0.05));

    static final List<String> ARGUMENTS =
            words(
                    "--batch-size 16 --checkpoint-every 5",
                    "--steps 2 --replay 1 --memory 100 --average 0.9",
                    "--rate cosine --rate-examples 100000 --rate-warm-up 64",
                    "--drift-detector adwin --drift-warm-up 100 --drift-action roll-back",
                    "--drift-cool-down 300 --drift-raise 2",
                    "--gate on --held-out 0.2 --gate-recent 48 --gate-all 64",
                    "--gate-least 24 --gate-tolerance 0.05");

    private static final int SHARDS = 4;

    /** What splits mini-batches on top; releases before it did not know that. */
    static final String[] IN_SHARDS = {"--shards", String.valueOf(SHARDS)};

    private EveryFeature() {}

    /** The settings of a learner with these arguments. */
    static LearnSettings settings(List<String> arguments) {
        return arguments.contains(IN_SHARDS[0])
                ? SETTINGS.withPractice(SETTINGS.practice().withShards(new Shards(SHARDS, 1)))
                : SETTINGS;
    }

    private static List<String> words(String... lines) {
        return List.of(String.join(" ", lines).split(" ", -1));
    }
}
