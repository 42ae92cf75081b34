package io.afluente.cli;

import static io.afluente.cli.Rule.aboveZeroTo;
import static io.afluente.cli.Rule.between;
import static io.afluente.cli.Rule.fromZeroTo;
import static io.afluente.cli.Rule.oneOf;

import io.afluente.evaluate.DriftMethod;
import io.afluente.image.InputShape;
import io.afluente.learn.DriftAction;
import io.afluente.learn.DriftSettings;
import io.afluente.learn.ExampleBudget;
import io.afluente.learn.GateSettings;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Practice;
import io.afluente.learn.RateSchedule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of how a model gets better, is watched and is guarded; as values for the room. */
final class LearnSetting {
    static final String STEPS = "steps";
    static final String REPLAY = "replay";
    static final String MEMORY = "memory";
    static final String MEMORY_MEGABYTES = "memory-megabytes";
    static final String AVERAGE = "average";
    static final String RATE = "rate";
    static final String RATE_EXAMPLES = "rate-examples";
    static final String RATE_WARM_UP = "rate-warm-up";
    static final String DRIFT_DETECTOR = "drift-detector";
    static final String DRIFT_WARM_UP = "drift-warm-up";
    static final String DRIFT_ACTION = "drift-action";
    static final String DRIFT_COOL_DOWN = "drift-cool-down";
    static final String DRIFT_RAISE = "drift-raise";
    static final String GATE = "gate";
    static final String HELD_OUT = "held-out";
    static final String GATE_RECENT = "gate-recent";
    static final String GATE_ALL = "gate-all";
    static final String GATE_LEAST = "gate-least";
    static final String GATE_TOLERANCE = "gate-tolerance";

    private static final String NONE = "none";
    private static final int MANY = 1_000_000;
    private static final int VERY_MANY = Integer.MAX_VALUE;

    private LearnSetting() {}

    static void define(SettingList settings) {
        settings.group("Practice");
        settings.whole(STEPS, 1, between(1, 100), "Training steps on each new mini-batch.");
        settings.whole(
                REPLAY, 1, between(0, 100), "Mini-batches of past examples after each new one.");
        settings.whole(
                MEMORY, 4000, between(0, MANY), "Past examples kept for that, a sample of all.");
        settings.whole(
                MEMORY_MEGABYTES,
                32,
                between(1, MANY),
                "Most MiB of past and held-out examples; fewer are kept if they are large.");
        settings.real(
                AVERAGE,
                0.998,
                fromZeroTo(0.999999),
                "Decay of the average of parameters that serves; 0 for none.");
        settings.text(
                RATE, "constant", words(RateSchedule.Shape.values()), "Learning rate's fall.");
        settings.whole(
                RATE_EXAMPLES, 60_000, between(1, VERY_MANY), "Examples that the fall takes.");
        settings.whole(
                RATE_WARM_UP, 0, between(0, VERY_MANY), "Examples in which the rate rises first.");
        settings.group("Drift");
        settings.text(
                DRIFT_DETECTOR, "adwin", wordsOrNone(DriftMethod.values()), "Detector of drift.");
        settings.whole(
                DRIFT_WARM_UP,
                (int) DriftMethod.WARM_UP,
                between(0, VERY_MANY),
                "First examples that the detector does not see.");
        settings.text(DRIFT_ACTION, NONE, words(DriftAction.values()), "What a drift leads to.");
        settings.whole(
                DRIFT_COOL_DOWN,
                5_000,
                between(0, VERY_MANY),
                "Examples until a drift may lead to something again.");
        settings.real(DRIFT_RAISE, 2.0, aboveZeroTo(100), "What a raised rate is multiplied by.");
        settings.group("Gate");
        settings.text(GATE, "on", oneOf("on", "off"), "Whether a checkpoint is judged first.");
        settings.real(
                HELD_OUT, 0.05, fromZeroTo(0.5), "Share of the examples to judge by; not learned.");
        settings.whole(GATE_RECENT, 400, between(1, MANY), "Latest held-out examples to judge by.");
        settings.whole(GATE_ALL, 600, between(1, MANY), "Sample of all held-out examples.");
        settings.whole(
                GATE_LEAST, 200, between(1, MANY), "Latest held-out examples it takes to judge.");
        settings.real(
                GATE_TOLERANCE,
                0.02,
                aboveZeroTo(1),
                "How much accuracy a checkpoint may lose against the best.");
    }

    /** Reads them for pictures of this shape, of which no more are kept than there is room for. */
    static LearnSettings read(Settings settings, InputShape input) {
        return new ExampleBudget(input).fit(asked(settings), settings.whole(MEMORY_MEGABYTES));
    }

    private static LearnSettings asked(Settings settings) {
        return new LearnSettings(
                settings.whole(Settings.BATCH_SIZE),
                settings.whole(Settings.CHECKPOINT_EVERY),
                settings.whole(Settings.SEED),
                settings.whole(Settings.WINDOW),
                settings.real(Settings.FADING),
                practice(settings),
                drift(settings),
                gate(settings));
    }

    private static Practice practice(Settings settings) {
        return new Practice(
                settings.whole(STEPS),
                settings.whole(REPLAY),
                settings.whole(MEMORY),
                settings.real(AVERAGE),
                new RateSchedule(
                        RateSchedule.Shape.valueOf(constant(settings.text(RATE))),
                        settings.whole(RATE_EXAMPLES),
                        settings.whole(RATE_WARM_UP)));
    }

    private static DriftSettings drift(Settings settings) {
        return new DriftSettings(
                Optional.of(settings.text(DRIFT_DETECTOR))
                        .filter(name -> !name.equals(NONE))
                        .map(name -> DriftMethod.valueOf(constant(name))),
                settings.whole(DRIFT_WARM_UP),
                DriftAction.valueOf(constant(settings.text(DRIFT_ACTION))),
                settings.whole(DRIFT_COOL_DOWN),
                settings.real(DRIFT_RAISE));
    }

    private static GateSettings gate(Settings settings) {
        return settings.text(GATE).equals("off")
                ? GateSettings.OFF
                : new GateSettings(
                        true,
                        settings.real(HELD_OUT),
                        settings.whole(GATE_RECENT),
                        settings.whole(GATE_ALL),
                        settings.whole(GATE_LEAST),
                        settings.real(GATE_TOLERANCE));
    }

    private static Rule words(Enum<?>... constants) {
        return oneOf(Arrays.stream(constants).map(LearnSetting::word).toArray(String[]::new));
    }

    private static Rule wordsOrNone(Enum<?>... constants) {
        return oneOf(
                Stream.concat(Stream.of(NONE), Arrays.stream(constants).map(LearnSetting::word))
                        .toArray(String[]::new));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
