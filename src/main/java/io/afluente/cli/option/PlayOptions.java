package io.afluente.cli.option;

import io.afluente.image.LabeledImage;
import io.afluente.replay.InjectedDrift;
import io.afluente.replay.Pace;
import io.afluente.replay.PlayOrder;
import io.afluente.replay.Replay;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a data set becomes a stream: how much of it, in which order, and what goes wrong in it. */
public final class PlayOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Take the first N pictures only.")
    private Optional<Integer> limit;

    @Option(
            names = "--shuffle-seed",
            paramLabel = "N",
            description = "An order drawn from this number, anew in each pass. Default: file order")
    private Optional<Long> shuffleSeed;

    @Option(names = "--by-label", description = "Label after label, from the lowest on.")
    private boolean byLabel;

    @Option(
            names = "--drift",
            paramLabel = "KIND",
            defaultValue = "none",
            description =
                    "What changes in the middle of the stream: labels (permuted), noise (random"
                            + " labels), invert or rotate (the pictures). Default: ${DEFAULT-VALUE}")
    private InjectedDrift.Kind drift;

    @Option(
            names = "--drift-from",
            paramLabel = "N",
            defaultValue = "0",
            description = "First record that it changes. Default: ${DEFAULT-VALUE}")
    private long driftFrom;

    @Option(
            names = "--drift-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the permutation, or the noise. Default: ${DEFAULT-VALUE}")
    private long driftSeed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public List<LabeledImage> limited(List<LabeledImage> all) {
        return all.subList(0, Math.min(limit.orElse(all.size()), all.size()));
    }

    /**
     * The stream.
     *
     * @param name of the data set, the start of its ids
     * @param usual the seed to shuffle by where none is given; file order if empty
     */
    public Replay replay(
            String name, List<LabeledImage> examples, int passes, Pace pace, Optional<Long> usual) {
        if (driftFrom < 0 || (driftFrom > 0 && drift == InjectedDrift.Kind.NONE)) {
            throw new ParameterException(
                    command.commandLine(), "--drift-from: 0 or more, and goes with --drift");
        }
        return new Replay(name, examples, order(examples, usual), passes, pace, drift(examples));
    }

    private PlayOrder order(List<LabeledImage> examples, Optional<Long> usual) {
        int[] ranks =
                byLabel
                        ? examples.stream().mapToInt(LabeledImage::label).toArray()
                        : new int[examples.size()];
        return new PlayOrder(examples.size(), shuffleSeed.or(() -> usual), i -> ranks[i]);
    }

    private InjectedDrift drift(List<LabeledImage> examples) {
        if (drift == InjectedDrift.Kind.NONE) {
            return InjectedDrift.NONE;
        }
        int labels = 1 + examples.stream().mapToInt(LabeledImage::label).max().orElse(0);
        return new InjectedDrift(drift, driftFrom, driftSeed, labels);
    }
}
