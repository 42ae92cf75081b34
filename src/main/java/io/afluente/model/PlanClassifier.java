package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.plan.Blueprint;
import io.afluente.model.plan.Plan;
import java.util.List;

/** A network that only answers, compiled to a plan. Takes new parameters without being rebuilt. */
final class PlanClassifier implements ReusableClassifier {
    private final NetworkSpec spec;
    private final PlanInput input;
    private final Plan plan;
    private boolean closed;

    PlanClassifier(SavedNetwork saved, Blueprint blueprint, int maxBatch) {
        this.spec = saved.spec();
        this.input = new PlanInput(spec, maxBatch);
        this.plan = new Plan(blueprint, maxBatch);
        setParameters(saved.parameters());
    }

    @Override
    public void setParameters(float[] parameters) {
        Batches.checkLength("parameters", parameters.length, plan.parameterCount());
        plan.setParameters(parameters);
    }

    @Override
    public InputShape input() {
        return spec.input();
    }

    @Override
    public int maxBatch() {
        return plan.maxBatch();
    }

    @Override
    public List<Prediction> predict(List<Image> images) {
        input.write(images, plan.inputs());
        return PlanInput.predictions(plan.answer(images.size()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plan.close();
        }
    }
}
