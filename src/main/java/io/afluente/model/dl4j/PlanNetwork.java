package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.model.Batches;
import io.afluente.model.CrossEntropy;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Shards;
import io.afluente.model.Step;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkState;
import io.afluente.model.file.Pixels;
import io.afluente.model.plan.CompiledNetwork;
import io.afluente.model.plan.ExampleInputs;
import io.afluente.model.plan.LearningPlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network compiled to a plan, which tests and trains in one forward pass. */
final class PlanNetwork implements OnlineClassifier {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final Pixels pixels;
    private final LearningPlan plan;
    private final LearningRates rates;
    private final float[] freshUpdaterState;
    private final long seed;
    private long steps;
    private boolean closed;

    PlanNetwork(SavedNetwork saved, CompiledNetwork blueprint, int maxBatch) {
        this(saved, blueprint, maxBatch, Shards.NONE);
    }

    PlanNetwork(SavedNetwork saved, CompiledNetwork blueprint, int maxBatch, Shards shards) {
        this.spec = saved.spec();
        this.maxBatch = maxBatch;
        this.pixels = new Pixels(spec.input(), spec.normalisation(), Layout.CHANNELS_LAST);
        this.plan = new LearningPlan(blueprint, maxBatch, shards.count(), shards.threads());
        this.rates = new LearningRates(plan.updaterBlocks());
        this.freshUpdaterState = plan.updaterState();
        this.seed = blueprint.seed();
        restore(saved);
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
        return predictions(plan.answer(images.size(), inputs(images)));
    }

    @Override
    public Step learn(List<LabeledImage> batch, double rateScale) {
        Batches.checkLabels(batch, spec.labels().size());
        ExampleInputs inputs = inputs(Batches.images(batch));
        int[] labels = batch.stream().mapToInt(LabeledImage::label).toArray();
        int iteration = NetworkConfiguration.iteration(steps);
        rates.scale(rateScale, iteration, 0);
        float[][] rows = plan.learn(labels, inputs, StepSeed.of(seed, steps), iteration);
        steps++;
        List<Prediction> answers = predictions(rows);
        return new Step(answers, CrossEntropy.mean(answers, batch));
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public float[] parameters() {
        return plan.parameters();
    }

    @Override
    public void setParameters(float[] parameters) {
        Batches.checkLength("parameters", parameters.length, plan.parameterCount());
        plan.setParameters(parameters);
    }

    @Override
    public void resetUpdater() {
        plan.setUpdaterState(freshUpdaterState);
    }

    @Override
    public SavedNetwork saved() {
        return new SavedNetwork(spec, parameters(), plan.updaterState(), steps, Map.of());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        new NetworkState(steps, parameters(), plan.updaterState()).save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        restore(NetworkState.load(in, plan.parameterCount(), freshUpdaterState.length));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plan.close();
        }
    }

    private ExampleInputs inputs(List<Image> images) {
        Batches.check(images, spec.input(), maxBatch);
        return (example, out) -> pixels.write(images.get(example), out);
    }

    private static List<Prediction> predictions(float[][] rows) {
        return Arrays.stream(rows).map(Prediction::new).toList();
    }

    private void restore(SavedNetwork saved) {
        float[] state = saved.updaterState();
        float[] known = state.length == 0 ? freshUpdaterState : state;
        Batches.checkLength("updater state", known.length, freshUpdaterState.length);
        restore(new NetworkState(saved.steps(), saved.parameters(), known));
    }

    private void restore(NetworkState state) {
        setParameters(state.parameters());
        plan.setUpdaterState(state.updaterState());
        steps = state.steps();
    }
}
