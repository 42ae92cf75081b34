package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BatchParts;
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
import java.util.Arrays;
import java.util.List;

/**
 * A network that only answers, compiled to a plan. Takes new parameters without being rebuilt.
 *
 * <p>A large batch is worked off in {@link BatchParts}, so a thread needs no more memory than a
 * part does.
 */
final class PlanClassifier implements ReusableClassifier<SavedNetwork> {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final BatchParts parts;
    private final Pixels pixels;
    private final Plan plan;
    private boolean closed;

    PlanClassifier(SavedNetwork saved, CompiledNetwork blueprint, int maxBatch) {
        this.spec = saved.spec();
        this.maxBatch = maxBatch;
        this.pixels = new Pixels(spec.input(), spec.normalisation(), Layout.CHANNELS_LAST);
        this.parts = BatchParts.of(blueprint.bytesOfAnAnswer()).within(maxBatch);
        this.plan = new Plan(blueprint, parts.largest());
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
        return parts.each(images, this::answer);
    }

    private List<Prediction> answer(List<Image> part) {
        FloatBuffer inputs = plan.inputs();
        part.forEach(image -> pixels.write(image, inputs));
        return Arrays.stream(plan.answer(part.size())).map(Prediction::new).toList();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plan.close();
        }
    }
}
