package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.model.Batches;
import io.afluente.model.CrossEntropy;
import io.afluente.model.HostMemory;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Step;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkState;
import io.afluente.model.file.StockInput;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.StockModel;
import io.afluente.model.plan.kernel.NativeMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Any network, run by DL4J itself: slow, but it knows every layer, and the other implementations
 * are held against it.
 *
 * <p>Tests by a pass of its own before it trains, since dropout and batch normalisation answer
 * differently while training.
 */
final class StockNetwork implements OnlineClassifier, ReusableClassifier<SavedNetwork> {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final StockModel network;
    private final StockInput input;
    private final NativeMemory memory = new NativeMemory();
    private final INDArray inputs;
    private final StockLabels labels;
    private final LearningRates rates;
    private final float[] freshUpdaterState;
    private final long seed;
    private long steps;
    private boolean closed;

    StockNetwork(SavedNetwork saved, int maxBatch) {
        NetworkDefinition definition = NetworkConfiguration.read(saved.spec().configuration());
        this.spec = saved.spec();
        this.maxBatch = maxBatch;
        this.seed = definition.seed();
        this.input = new StockInput(spec, definition);
        this.network = StockModel.over(definition, memory.floats(definition.parameters()));
        this.inputs = memory.floats((long) maxBatch * spec.input().size());
        int count = spec.labels().size();
        this.labels =
                new StockLabels(definition.last(), count, memory.floats((long) maxBatch * count));
        this.rates = new LearningRates(network.updater().getUpdaterBlocks());
        this.freshUpdaterState = updaterState();
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
        Batches.check(images, spec.input(), maxBatch);
        return answers(input.write(images, inputs));
    }

    @Override
    public Step learn(List<LabeledImage> batch, double rateScale) {
        List<Image> images = Batches.images(batch);
        Batches.check(images, spec.input(), maxBatch);
        Batches.checkLabels(batch, spec.labels().size());
        List<Prediction> answers = answers(input.write(images, inputs));
        // answering may have worked in place, as DL4J's ActivationLayer does: write them again
        train(input.write(images, inputs), labels.write(batch), rateScale);
        return new Step(answers, CrossEntropy.mean(answers, batch));
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public float[] parameters() {
        return HostMemory.read(network.parameters());
    }

    @Override
    public void setParameters(float[] parameters) {
        Batches.checkLength("parameters", parameters.length, network.parameters().length());
        HostMemory.write(parameters, network.parameters());
    }

    @Override
    public void use(SavedNetwork version) {
        setParameters(version.parameters());
    }

    @Override
    public void resetUpdater() {
        setUpdaterState(freshUpdaterState);
    }

    @Override
    public SavedNetwork saved() {
        return new SavedNetwork(spec, parameters(), updaterState(), steps, Map.of());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        new NetworkState(steps, parameters(), updaterState()).save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        NetworkState state =
                NetworkState.load(
                        in,
                        Math.toIntExact(network.parameters().length()),
                        freshUpdaterState.length);
        setParameters(state.parameters());
        setUpdaterState(state.updaterState());
        setSteps(state.steps());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            memory.close();
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    private void restore(SavedNetwork saved) {
        setParameters(saved.parameters());
        if (saved.updaterState().length > 0) {
            setUpdaterState(saved.updaterState());
        }
        setSteps(saved.steps());
    }

    private List<Prediction> answers(INDArray pictures) {
        INDArray outputs = network.output(pictures);
        List<Prediction> answers = new ArrayList<>();
        for (int row = 0; row < outputs.rows(); row++) {
            answers.add(new Prediction(outputs.getRow(row).toFloatVector()));
        }
        return answers;
    }

    private void train(INDArray pictures, INDArray targets, double rateScale) {
        Nd4j.getRandom().setSeed(StepSeed.of(seed, steps));
        rates.scale(rateScale, network.definition().steps(), network.epochs());
        network.fit(pictures, targets);
        setSteps(steps + 1);
    }

    private void setSteps(long taken) {
        steps = taken;
        network.definition().setSteps(NetworkConfiguration.iteration(taken));
    }

    private float[] updaterState() {
        INDArray state = network.updater().getStateViewArray();
        return state == null ? new float[0] : HostMemory.read(state);
    }

    private void setUpdaterState(float[] state) {
        Batches.checkLength("updater state", state.length, freshUpdaterState.length);
        if (state.length > 0) {
            HostMemory.write(state, network.updater().getStateViewArray());
        }
    }
}
