package io.afluente.setting;

import static io.afluente.setting.Rule.aboveZeroTo;
import static io.afluente.setting.Rule.between;

import io.afluente.image.InputShape;
import io.afluente.learn.LearnSettings;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Tuning;
import java.util.List;
import java.util.Optional;

/**
 * How a line of versions is learned.
 *
 * @param learn what steers learning
 * @param keepCheckpoints how many stay on the topic of models
 * @param commitMillis from one commit of what was learned to the next
 */
public record LineSettings(LearnSettings learn, int keepCheckpoints, int commitMillis) {
    static void define(SettingList settings) {
        settings.group("Learning");
        settings.whole("batch-size", 64, between(1, 4096)).means("Examples of one training step.");
        settings.text("updater")
                .means("DL4J updater in place of the network's own, such as adam or sgd.");
        settings.real("learning-rate", null, aboveZeroTo(1000))
                .means("Learning rate in place of the network's own.");
        settings.list("freeze").means("Layers to freeze, by name, with commas between.");
        settings.whole("seed", 1, between(0, Integer.MAX_VALUE))
                .means("Seed of all randomness, first parameters included.");
        settings.whole("checkpoint-every", 20, between(1, 1_000_000))
                .means("Training steps from one checkpoint to the next.");
        settings.whole("keep-checkpoints", 5, between(1, 10_000))
                .means("Checkpoints that stay on the topic, beside those in use.");
        settings.whole("window", 1000, between(1, 1_000_000))
                .means("Examples that windowed scores look back on.");
        settings.real("fading", 0.01, aboveZeroTo(1))
                .means("Weight of the newest example in the fading accuracy.");
        settings.whole("learn-commit-ms", 500, between(1, 60_000))
                .means("Milliseconds between commits of what was learned.");
    }

    /** Reads them for pictures of this shape, of which no more are kept than there is room for. */
    public static LineSettings read(Settings settings, InputShape input) {
        LearnSettings asked =
                new LearnSettings(
                        settings.whole("batch-size"),
                        settings.whole("checkpoint-every"),
                        settings.whole("seed"),
                        settings.whole("window"),
                        settings.real("fading"),
                        PracticeSetting.read(settings),
                        DriftSetting.read(settings),
                        GateSetting.read(settings));
        return new LineSettings(
                PracticeSetting.fit(settings, asked, input),
                settings.whole("keep-checkpoints"),
                settings.whole("learn-commit-ms"));
    }

    /** The network as these settings change it. */
    public static NetworkSpec tune(NetworkSpec network, Settings settings) {
        NetworkSpec tuned = Tuning.seed(network, settings.whole("seed"));
        Optional<String> updater = settings.givenText("updater");
        if (updater.isPresent()) {
            tuned = Tuning.updater(tuned, updater.get());
        }
        Optional<Double> rate = settings.givenReal("learning-rate");
        if (rate.isPresent()) {
            tuned = Tuning.learningRate(tuned, rate.get());
        }
        List<String> frozen = settings.texts("freeze");
        return frozen.isEmpty() ? tuned : Tuning.freeze(tuned, frozen);
    }
}
