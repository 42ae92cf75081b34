package io.afluente.model.plan.stage;

import io.afluente.model.network.BatchNormalisation;
import io.afluente.model.network.Border;
import io.afluente.model.network.Concatenation;
import io.afluente.model.network.DepthwiseConvolution;
import io.afluente.model.network.GlobalPooling;
import io.afluente.model.network.LayerGraph;
import io.afluente.model.network.NetworkLayer;
import io.afluente.model.network.NetworkLayer.Parameters;
import io.afluente.model.network.NetworkLayer.Place;
import io.afluente.model.network.Sum;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.network.Upsampling;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.normalise.Normalise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;

/** Writes a network as the stages of a plan. */
public final class StageWriter implements NetworkLayer.Writer {
    private final boolean toLearn;
    private final StageList stages;
    private final List<ParameterOrder.Flattened> flattened = new ArrayList<>();
    private final List<Folding> foldings = new ArrayList<>();
    private List<Float> classWeights = List.of();

    private StageWriter(LayerGraph layers, boolean toLearn) {
        this.toLearn = toLearn;
        this.stages = new StageList(layers);
    }

    /**
     * Writes all layers.
     *
     * @param toLearn else the stages only answer, and some layers become one stage
     * @throws UnsupportedLayerException that names the first layer that has no stage
     */
    public static WrittenStages write(LayerGraph layers, boolean toLearn)
            throws UnsupportedLayerException {
        StageWriter writer = new StageWriter(layers, toLearn);
        layers.write(writer);
        return new WrittenStages(
                writer.stages.graph(),
                new ParameterOrder(writer.flattened),
                writer.foldings,
                writer.classWeights);
    }

    @Override
    public void convolution(NetworkLayer.Convolution layer) {
        Place place = layer.place();
        Window window = layer.window();
        Weights parameters = weights(layer.parameters());
        if (window.isDense()) {
            stages.add(new Convolution(place.in(), place.out(), window, parameters), place);
        } else {
            stages.add(Dilated.of(layer, parameters), place);
        }
    }

    @Override
    public void depthwise(DepthwiseConvolution layer) {
        Weights parameters = weights(layer.parameters());
        stages.add(
                layer.window().isDense()
                        ? new Depthwise(layer, parameters)
                        : Dilated.of(layer, parameters),
                layer.place());
    }

    @Override
    public void globalPooling(GlobalPooling layer) {
        stages.add(new PoolAll(layer.place().in(), layer.max()), layer.place());
    }

    @Override
    public void border(Border layer) {
        stages.add(new Frame(layer), layer.place());
    }

    @Override
    public void upsampling(Upsampling layer) {
        stages.add(new Enlarge(layer), layer.place());
    }

    @Override
    public void pooling(NetworkLayer.Pooling layer) {
        Place place = layer.place();
        Window window = layer.window();
        if (layer.max()) {
            addMaxPooling(new Pooling("maxpool2d", place.in(), place.out(), window, 0), place);
        } else {
            int divisor = layer.countPadding() ? 1 : 0;
            stages.add(new Pooling("avgpool2d", place.in(), place.out(), window, divisor), place);
        }
    }

    /** Adds max pooling, before a function that never falls: the same result for less work. */
    private void addMaxPooling(Pooling pooling, Place place) {
        Optional<Stage> before = stages.readByNobodyElse(place);
        if (before.orElse(null) instanceof Relu) {
            stages.replace(pooling);
            stages.add(new Relu(pooling.out()), place);
        } else if (before.orElse(null) instanceof Activation smooth
                && smooth.function().monotone()) {
            stages.replace(pooling);
            stages.add(new Activation(smooth.function(), pooling.out()), place);
        } else {
            stages.add(pooling, place);
        }
    }

    @Override
    public void flatten(NetworkLayer.Flatten layer) {
        // the same memory, read as a vector
        stages.addNothing(layer.place());
    }

    @Override
    public void dense(NetworkLayer.Dense layer) {
        Place place = layer.place();
        if (layer.planes() != null) {
            flattened.add(
                    new ParameterOrder.Flattened(
                            layer.parameters().weights(), layer.planes(), place.out().size()));
        }
        stages.add(new Dense(place.in(), place.out(), weights(layer.parameters())), place);
    }

    @Override
    public void batchNormalisation(BatchNormalisation layer) {
        Optional<Stage> before = stages.readByNobodyElse(layer.place());
        if (!toLearn && before.orElse(null) instanceof Foldable linear && linear.canBeFolded()) {
            Folding folding =
                    new Folding(linear.parameters(), linear.blocks(), layer.normalisation());
            foldings.add(folding);
            stages.replace(linear.with(folding.folded()));
            stages.addNothing(layer.place());
        } else {
            stages.add(new Normalise(layer), layer.place());
        }
    }

    @Override
    public void sum(Sum layer) {
        stages.add(new Add(layer.place().out()), layer.place());
    }

    @Override
    public void concatenation(Concatenation layer) {
        stages.add(new Concat(layer), layer.place());
    }

    @Override
    public void activation(NetworkLayer.Activation layer) throws UnsupportedLayerException {
        IActivation function = layer.function();
        Place place = layer.place();
        if (ActivationOperations.isRelu(function)) {
            stages.add(new Relu(place.out()), place);
            return;
        }
        Transform.Kind transform = Transform.Kind.of(function);
        if (transform != null) {
            stages.add(new Transform(transform, place.out()), place);
            return;
        }
        stages.add(
                new Activation(
                        ActivationOperations.of(function)
                                .orElseThrow(
                                        () ->
                                                new UnsupportedLayerException(
                                                        layer.name(),
                                                        "the activation " + function)),
                        place.out()),
                place);
    }

    @Override
    public void dropout(NetworkLayer.Dropout layer) {
        Place place = layer.place();
        stages.add(new Dropout(place.in(), layer.keep(), place.position()), place);
    }

    /** Softmax and the loss are the head's, behind the last stage. */
    @Override
    public void output(NetworkLayer.Output layer) throws UnsupportedLayerException {
        LossChecks.check(layer);
        unless(
                layer,
                layer.place().in().isVector() && layer.planes() == null,
                "a loss on a picture");
        if (LossChecks.isIdentity(layer)) {
            takeSoftmaxOff(layer);
        } else {
            stages.end(layer.place());
        }
        classWeights = LossChecks.weights(layer);
    }

    /** What Keras calls a softmax layer and a loss is one head to a plan. */
    private void takeSoftmaxOff(NetworkLayer.Output layer) throws UnsupportedLayerException {
        Optional<Stage> before = stages.readByNobodyElse(layer.place());
        unless(
                layer,
                before.orElse(null) instanceof Activation last && last.function().isSoftmax(),
                "an output of identity");
        stages.removeLatest();
    }

    private static Weights weights(Parameters parameters) {
        return new Weights(parameters.weights(), parameters.bias(), parameters.learn());
    }

    private static void unless(NetworkLayer layer, boolean supported, String otherwise)
            throws UnsupportedLayerException {
        UnsupportedLayerException.unless(layer.name(), supported, otherwise);
    }
}
