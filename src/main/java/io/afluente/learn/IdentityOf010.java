package io.afluente.learn;

import io.afluente.evaluate.DriftMethod;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.NetworkSpec;
import java.util.Optional;
import java.util.Set;

/**
 * The text whose hash identified a learner of version 0.1.0: what its records said of themselves,
 * which is now spelled out. Nothing here may ever change.
 */
final class IdentityOf010 {
    private static final Set<String> NAMES =
            Set.of(
                    "model",
                    "input",
                    "labels",
                    "mean",
                    "deviation",
                    "network",
                    "batch-size",
                    "checkpoint-every",
                    "seed",
                    "window",
                    "fading",
                    "steps",
                    "replay",
                    "memory",
                    "average",
                    "rate",
                    "rate-examples",
                    "rate-warm-up",
                    "drift-detector",
                    "drift-warm-up",
                    "drift-action",
                    "drift-cool-down",
                    "drift-raise",
                    "gate",
                    "held-out",
                    "gate-recent",
                    "gate-all",
                    "gate-least",
                    "gate-tolerance");

    private IdentityOf010() {}

    /**
     * The text for these settings.
     *
     * @param written names of the values that are not at what they are left out at
     * @return empty if 0.1.0 did not know all of these settings: no learner of it was steered so
     */
    static Optional<String> text(LearnSettings settings, NetworkSpec network, Set<String> written) {
        return NAMES.containsAll(written)
                ? Optional.of(settings(settings) + "\n" + network(network))
                : Optional.empty();
    }

    private static String settings(LearnSettings s) {
        return "LearnSettings[batchSize=%s, checkpointEvery=%s, seed=%s, window=%s, fading=%s, practice=%s, drift=%s, gate=%s]"
                .formatted(
                        s.batchSize(),
                        s.checkpointEvery(),
                        s.seed(),
                        s.window(),
                        s.fading(),
                        practice(s.practice()),
                        drift(s.drift()),
                        gate(s.gate()));
    }

    private static String practice(TrainingSettings p) {
        return "Practice[steps=%s, replays=%s, memory=%s, averageDecay=%s, rate=RateSchedule[shape=%s, examples=%s, warmUp=%s]]"
                .formatted(
                        p.steps(),
                        p.replays(),
                        p.memory(),
                        p.averageDecay(),
                        p.rate().shape().name(),
                        p.rate().examples(),
                        p.rate().warmUp());
    }

    private static String drift(DriftSettings d) {
        Optional<DriftMethod> detector = d.detector();
        return "DriftSettings[detector=%s, warmUp=%s, action=%s, coolDown=%s, raise=%s]"
                .formatted(
                        detector.map(m -> "Optional[" + m.name() + "]").orElse("Optional.empty"),
                        d.warmUp(),
                        d.action().name(),
                        d.coolDown(),
                        d.raise());
    }

    private static String gate(GateSettings g) {
        return "GateSettings[on=%s, share=%s, recent=%s, all=%s, least=%s, tolerance=%s]"
                .formatted(g.on(), g.share(), g.recent(), g.all(), g.least(), g.tolerance());
    }

    private static String network(NetworkSpec n) {
        return "NetworkSpec[name=%s, input=%sx%sx%s, labels=%s, normalisation=Normalisation[mean=%s, deviation=%s], configuration=%s]"
                .formatted(
                        n.name(),
                        n.input().height(),
                        n.input().width(),
                        n.input().channels(),
                        n.labels(),
                        n.normalisation().mean(),
                        n.normalisation().deviation(),
                        n.configuration());
    }
}
