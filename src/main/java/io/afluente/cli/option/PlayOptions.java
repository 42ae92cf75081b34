package io.afluente.cli.option;

import io.afluente.image.data.Dataset;
import io.afluente.replay.InjectedDrift;
import io.afluente.replay.Pace;
import io.afluente.replay.PlayOrder;
import io.afluente.replay.Replay;
import java.util.Optional;
import java.util.stream.IntStream;
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
            description =
                    "An order drawn from this number, anew in each pass. Default: file order,"
                            + " or for picture files that of their names' SHA-256")
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

    public Dataset limited(Dataset all) {
        return all.first(limit.orElse(all.size()));
    }

    /**
     * The stream.
     *
     * @param usual the seed to shuffle by where none is given; file order if empty
     */
    public Replay replay(Dataset examples, int passes, Pace pace, Optional<Long> usual) {
        if (driftFrom < 0 || (driftFrom > 0 && drift == InjectedDrift.Kind.NONE)) {
            throw new ParameterException(
                    command.commandLine(), "--drift-from: 0 or more, and goes with --drift");
        }
        return new Replay(examples, order(examples, usual), passes, pace, drift(examples));
    }

    private PlayOrder order(Dataset examples, Optional<Long> usual) {
        int[] ranks = byLabel ? labels(examples).toArray() : new int[examples.size()];
        return new PlayOrder(examples.size(), shuffleSeed.or(() -> usual), i -> ranks[i]);
    }

    private InjectedDrift drift(Dataset examples) {
        if (drift == InjectedDrift.Kind.NONE) {
            return InjectedDrift.NONE;
        }
        int labels = 1 + labels(examples).max().orElse(0);
        return new InjectedDrift(drift, driftFrom, driftSeed, labels);
    }

    private static IntStream labels(Dataset examples) {
        return IntStream.range(0, examples.size()).map(examples::label);
    }
}
