package io.afluente.cli;

import io.afluente.cli.role.Beginning;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Networks;
import io.afluente.model.SavedNetwork;
import io.afluente.model.SoftmaxTwice;
import io.afluente.registry.Checkpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings that belong together, by a name; any of them may still be given one by one. */
enum Preset {
    /** What the service learns by, in one pass in the order of the files. */
    DEFAULT(1, false),
    /**
     * What the notebook does that this project set out from: softmax twice, plain gradient descent
     * at 0.001, PyTorch's first parameters, 60 shuffled epochs, and nothing else.
     */
    NOTEBOOK(60, true);

    private static final Map<String, String> AS_IN_THE_NOTEBOOK =
            Map.ofEntries(
                    Map.entry(Settings.BATCH_SIZE, "64"),
                    Map.entry(Settings.UPDATER, "sgd"),
                    Map.entry(Settings.LEARNING_RATE, "0.001"),
                    Map.entry(Settings.CHECKPOINT_EVERY, "1000000"),
                    Map.entry(LearnSetting.STEPS, "1"),
                    Map.entry(LearnSetting.REPLAY, "0"),
                    Map.entry(LearnSetting.MEMORY, "0"),
                    Map.entry(LearnSetting.AVERAGE, "0"),
                    Map.entry(LearnSetting.RATE, "constant"),
                    Map.entry(LearnSetting.RATE_WARM_UP, "0"),
                    Map.entry(LearnSetting.DRIFT_DETECTOR, "none"),
                    Map.entry(LearnSetting.GATE, "off"));

    private final int epochs;
    private final boolean shuffled;

    Preset(int epochs, boolean shuffled) {
        this.epochs = epochs;
        this.shuffled = shuffled;
    }

    int epochs() {
        return epochs;
    }

    boolean isShuffled() {
        return shuffled;
    }

    /** What training begins with: the given network, or one drawn from the seed. */
    Checkpoint first(NetworkSpec network, long seed, Optional<Beginning.Source> given) {
        if (this == DEFAULT) {
            return new Beginning(network, seed, given).checkpoint(0);
        }
        NetworkSpec twice = SoftmaxTwice.of(network);
        return new Beginning(twice, seed, given.or(() -> uniform(twice, seed))).checkpoint(0);
    }

    private Optional<Beginning.Source> uniform(NetworkSpec network, long seed) {
        SavedNetwork drawn = Networks.initialUniform(network, seed);
        return Optional.of(new Beginning.Source("preset " + this, drawn));
    }

    /** Its settings; an option given beside it comes before them. */
    SettingSource source() {
        return SettingSource.named(
                this == NOTEBOOK ? AS_IN_THE_NOTEBOOK : Map.of(), "--preset " + this);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
