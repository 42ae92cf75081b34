package io.afluente.model.plan;

import io.afluente.model.network.NetworkLayer;
import io.afluente.model.network.NetworkLayer.Parameters;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.network.Window;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;

/** Writes a network as the stages of a plan. */
final class PlanWriter implements NetworkLayer.Writer {
    private final List<Stage> stages = new ArrayList<>();
    private final List<ParameterOrder.Flattened> flattened = new ArrayList<>();

    List<Stage> stages() {
        return stages;
    }

    ParameterOrder order() {
        return new ParameterOrder(flattened);
    }

    @Override
    public void convolution(NetworkLayer.Convolution layer) throws UnsupportedLayerException {
        unless(layer, layer.window().isDense(), "a dilated window");
        var place = layer.place();
        stages.add(
                new Convolution(
                        place.in(), place.out(), layer.window(), weights(layer.parameters())));
    }

    @Override
    public void pooling(NetworkLayer.Pooling layer) {
        var place = layer.place();
        Window window = layer.window();
        if (layer.max()) {
            addMaxPooling(new Pooling("maxpool2d", place.in(), place.out(), window, 0));
        } else {
            int divisor = layer.countPadding() ? 1 : 0;
            stages.add(new Pooling("avgpool2d", place.in(), place.out(), window, divisor));
        }
    }

    /** Adds max pooling, before a function that never falls: the same result for less work. */
    private void addMaxPooling(Pooling pooling) {
        Stage before = stages.isEmpty() ? null : stages.get(stages.size() - 1);
        if (before instanceof Relu) {
            stages.set(stages.size() - 1, pooling);
            stages.add(new Relu(pooling.out()));
        } else if (before instanceof Activation smooth && smooth.function().monotone()) {
            stages.set(stages.size() - 1, pooling);
            stages.add(new Activation(smooth.function(), pooling.out()));
        } else {
            stages.add(pooling);
        }
    }

    @Override
    public void flatten(NetworkLayer.Flatten layer) {
        // the same memory, read as a vector
    }

    @Override
    public void dense(NetworkLayer.Dense layer) {
        var place = layer.place();
        if (layer.planes() != null) {
            flattened.add(
                    new ParameterOrder.Flattened(
                            layer.parameters().weights(), layer.planes(), place.out().size()));
        }
        stages.add(new Dense(place.in(), place.out(), weights(layer.parameters())));
    }

    @Override
    public void activation(NetworkLayer.Activation layer) throws UnsupportedLayerException {
        IActivation function = layer.function();
        if (ActivationOperations.isRelu(function)) {
            stages.add(new Relu(layer.place().out()));
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
                        layer.place().out()));
    }

    @Override
    public void dropout(NetworkLayer.Dropout layer) {
        stages.add(new Dropout(layer.place().in(), layer.keep(), layer.place().position()));
    }

    /** Softmax and the loss are the head's, behind the last stage. */
    @Override
    public void output(NetworkLayer.Output layer) throws UnsupportedLayerException {
        LayerChecks.checkLoss(layer.function(), layer.loss(), layer.name());
        unless(
                layer,
                layer.place().in().isVector() && layer.planes() == null,
                "a loss on a picture");
    }

    private static Weights weights(Parameters parameters) {
        return new Weights(parameters.weights(), parameters.bias(), parameters.learn());
    }

    private static void unless(NetworkLayer layer, boolean supported, String otherwise)
            throws UnsupportedLayerException {
        UnsupportedLayerException.unless(layer.name(), supported, otherwise);
    }
}
