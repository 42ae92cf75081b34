package io.afluente.cli;

import io.afluente.image.EnumNames;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.SoftmaxTwice;
import io.afluente.registry.Checkpoint;
import io.afluente.service.InitialVersion;
import io.afluente.setting.SettingSource;
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
                    Map.entry("batch-size", "64"),
                    Map.entry("updater", "sgd"),
                    Map.entry("learning-rate", "0.001"),
                    Map.entry("checkpoint-every", "1000000"),
                    Map.entry("steps", "1"),
                    Map.entry("replay", "0"),
                    Map.entry("memory", "0"),
                    Map.entry("average", "0"),
                    Map.entry("rate", "constant"),
                    Map.entry("rate-warm-up", "0"),
                    Map.entry("drift-detector", "none"),
                    Map.entry("gate", "off"));

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
    Checkpoint first(NetworkSpec network, long seed, Optional<InitialVersion.Source> given) {
        if (this == DEFAULT) {
            return new InitialVersion(network, seed, given).checkpoint(0);
        }
        NetworkSpec twice = SoftmaxTwice.of(network);
        return new InitialVersion(twice, seed, given.or(() -> uniform(twice, seed))).checkpoint(0);
    }

    private Optional<InitialVersion.Source> uniform(NetworkSpec network, long seed) {
        SavedNetwork drawn = Networks.initialUniform(network, seed);
        return Optional.of(new InitialVersion.Source("preset " + this, drawn));
    }

    /** Its settings; an option given beside it comes before them. */
    SettingSource source() {
        return SettingSource.named(
                this == NOTEBOOK ? AS_IN_THE_NOTEBOOK : Map.of(), "--preset " + this);
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
