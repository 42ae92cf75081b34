package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Batches;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import io.afluente.model.file.Pixels;
import io.afluente.model.plan.CompiledNetwork;
import io.afluente.model.plan.Plan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that only answers, compiled to a plan. Takes new parameters without being rebuilt.
 *
 * <p>A large batch is worked off in equal parts, whose values stay in the processor's cache. Parts
 * of a network with large layers are smaller, so that no thread needs much more memory than {@link
 * #MAX_BYTES}.
 */
final class PlanClassifier implements ReusableClassifier<SavedNetwork> {
    private static final int MAX_PART = 64;
    private static final long MAX_BYTES = 128 << 20;

    private final NetworkSpec spec;
    private final int maxBatch;
    private final int largestPart;
    private final Pixels pixels;
    private final Plan plan;
    private boolean closed;

    PlanClassifier(SavedNetwork saved, CompiledNetwork blueprint, int maxBatch) {
        this.spec = saved.spec();
        this.maxBatch = maxBatch;
        this.pixels = new Pixels(spec.input(), spec.normalisation(), Layout.CHANNELS_LAST);
        this.largestPart = Math.min(maxBatch, largestPart(blueprint));
        this.plan = new Plan(blueprint, largestPart);
        use(saved);
    }

    @Override
    public void use(SavedNetwork version) {
        float[] parameters = version.parameters();
        Batches.checkLength("parameters", parameters.length, plan.parameterCount());
        plan.setParameters(parameters);
    }

    @Override
    public InputShape input() {
        return spec.input();
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public List<Prediction> predict(List<Image> images) {
        Batches.check(images, spec.input(), maxBatch);
        int parts = ceilDiv(images.size(), largestPart);
        int part = ceilDiv(images.size(), parts);
        List<Prediction> predictions = new ArrayList<>(images.size());
        for (int from = 0; from < images.size(); from += part) {
            int to = Math.min(images.size(), from + part);
            addPart(images.subList(from, to), predictions);
        }
        return predictions;
    }

    private void addPart(List<Image> images, List<Prediction> predictions) {
        FloatBuffer inputs = plan.inputs();
        images.forEach(image -> pixels.write(image, inputs));
        for (float[] row : plan.answer(images.size())) {
            predictions.add(new Prediction(row));
        }
    }

    /** Follows from the network alone, since the last bits of an answer depend on it. */
    static int largestPart(CompiledNetwork blueprint) {
        return (int) Math.max(1, Math.min(MAX_PART, MAX_BYTES / blueprint.bytesOfAnAnswer()));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plan.close();
        }
    }
}
