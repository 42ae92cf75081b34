package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.fromZeroTo;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.image.InputShape;
import io.afluente.learn.ExampleBudget;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.RateSchedule;
import io.afluente.learn.TrainingSettings;
import io.afluente.model.Shards;

/** The settings of how a model gets better. */
final class PracticeSetting {
    private static final int MANY = 1_000_000;
    private static final int VERY_MANY = Integer.MAX_VALUE;

    private PracticeSetting() {}

    static void define(SettingList settings) {
        settings.group("Practice");
        settings.whole("steps", 1, between(1, 100)).means("Training steps on each new mini-batch.");
        settings.whole("shards", 1, between(1, 256))
                .means("Parts of a mini-batch that threads compute side by side.");
        settings.whole("learn-threads", 0, between(0, 256))
                .means(
                        "Threads that compute shards, to the same bits; 0 is one for each processor.");
        settings.whole("replay", 1, between(0, 100))
                .means("Mini-batches of past examples after each new one.");
        settings.whole("memory", 4000, between(0, MANY))
                .means("Past examples kept for that, a sample of all.");
        settings.whole("memory-megabytes", 32, between(1, MANY))
                .means("Most MiB of past and held-out examples; fewer are kept if they are large.");
        settings.real("average", 0.998, fromZeroTo(0.999999))
                .means("Decay of the average of parameters that serves; 0 for none.");
        settings.text("rate", "constant", oneOf(RateSchedule.Shape.values()))
                .means("Learning-rate schedule.");
        settings.whole("rate-examples", 60_000, between(1, VERY_MANY))
                .means("Examples over which the rate decays.");
        settings.whole("rate-warm-up", 0, between(0, VERY_MANY))
                .means("Examples over which the rate first rises.");
    }

    private static Shards shards(Settings settings) {
        int count = settings.whole("shards");
        int batch = settings.whole("batch-size");
        if (count > batch) {
            throw new UserException(
                    "shards: %d are more than the %d examples of a batch-size"
                            .formatted(count, batch));
        }
        int threads = settings.whole("learn-threads");
        return new Shards(
                count, threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    static TrainingSettings read(Settings settings) {
        return new TrainingSettings(
                settings.whole("steps"),
                settings.whole("replay"),
                settings.whole("memory"),
                settings.real("average"),
                new RateSchedule(
                        settings.constant("rate", RateSchedule.Shape.class),
                        settings.whole("rate-examples"),
                        settings.whole("rate-warm-up")),
                shards(settings));
    }

    /** What was asked for, but no more examples of this shape than there is room for. */
    static LearnSettings fit(Settings settings, LearnSettings asked, InputShape input) {
        return new ExampleBudget(input).fit(asked, settings.whole("memory-megabytes"));
    }
}
