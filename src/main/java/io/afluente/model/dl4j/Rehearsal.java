package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.OneLine;
import io.afluente.model.BadNetworkException;
import io.afluente.model.FirstAnswers;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition.Node;
import io.afluente.model.plan.CompiledNetwork;
import io.afluente.model.plan.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has a network that somebody brought answer and learn before anything depends on it. Checks of its
 * configuration can't replace this: DL4J accepts networks that it can't run.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Answers three pictures, then takes one training step where there is something to learn, on a
     * copy.
     *
     * @throws BadNetworkException that says in one line what the network can't do
     */
    public static void of(SavedNetwork network) {
        answer(network);
        if (network.parameters().length > 0) {
            step(network);
        }
    }

    /**
     * Refuses mini-batches that there is no memory for.
     *
     * @return how many bytes outside the heap a step takes, beside parameters; 0 where DL4J itself
     *     runs the network, which doesn't say
     * @throws BadNetworkException that says which mini-batch would fit
     */
    public static long requireRoom(NetworkSpec spec, int batchSize) {
        long bytes = Plans.of(spec).map(CompiledNetwork::bytesOfAStep).orElse(0L);
        long allowed = NativeMemory.allowed();
        if (allowed > 0 && bytes * batchSize > allowed) {
            throw new BadNetworkException(
                    "%s: a training step of %d examples takes %,d MB outside the heap, and this process may take %,d in all; batch-size %d or less"
                            .formatted(
                                    spec.name(),
                                    batchSize,
                                    (bytes * batchSize) >> 20,
                                    allowed >> 20,
                                    Math.max(1, allowed / 2 / bytes)));
        }
        return bytes * batchSize;
    }

    /** A black picture, a white one, and noise: what a network should have an answer to. */
    public static List<Image> pictures(InputShape shape) {
        return FirstAnswers.pictures(shape).stream().map(FirstAnswers.Picture::image).toList();
    }

    /** Answers as a classifier of this process would. */
    static void answer(SavedNetwork network) {
        try (ServableNetwork servable = new Nd4jEngine(1).prepare(network)) {
            judge(servable.spec().name(), servable::classifier).close();
        }
    }

    /** Takes one training step. */
    static void step(SavedNetwork network) {
        requireLoss(network.spec());
        List<LabeledImage> batch = examples(network.spec());
        judge(
                network.spec().name() + ": can't learn",
                () -> {
                    try (OnlineClassifier copy = Networks.online(network, batch.size())) {
                        copy.learn(batch, 1);
                        requireNumbers(copy.parameters());
                        return copy;
                    }
                });
    }

    /**
     * Does something with a foreign network: whatever goes wrong is the network's fault. Errors of
     * linking are ours and pass.
     *
     * @param what begins the message
     */
    static <T> T judge(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (BadNetworkException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw new BadNetworkException(what + ": " + reason(e), e);
        }
    }

    private static List<LabeledImage> examples(NetworkSpec spec) {
        List<LabeledImage> examples = new ArrayList<>();
        for (Image picture : pictures(spec.input())) {
            int label = examples.size() % spec.labels().size();
            examples.add(new LabeledImage(picture, label));
        }
        return examples;
    }

    private static void requireLoss(NetworkSpec spec) {
        Node last = NetworkConfiguration.read(spec.configuration()).last();
        if (StockLabels.loss(last) == null) {
            throw new BadNetworkException(
                    "%s: is no output layer, so there is no loss to learn by; end the network in one (in Keras: compile it before it is saved)"
                            .formatted(last.name()));
        }
    }

    private static void requireNumbers(float[] parameters) {
        for (float value : parameters) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("after one step its parameters are no numbers");
            }
        }
    }

    private static String reason(Throwable e) {
        String message = OneLine.first(e.getMessage(), "no reason given");
        return e.getClass() == IllegalStateException.class
                ? message
                : e.getClass().getSimpleName() + ": " + message;
    }
}
