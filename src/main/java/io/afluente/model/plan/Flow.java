package io.afluente.model.plan;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.activations.IActivation;

/** The stages compiled so far, and what comes out of the last of them. */
final class Flow {
    private final List<Stage> stages = new ArrayList<>();
    private final List<ParameterOrder.Flattened> flattened = new ArrayList<>();
    private Grid grid;
    private CNN2DFormat format;
    private Grid picture;

    Flow(Grid input) {
        this.grid = input;
    }

    Grid grid() {
        return grid;
    }

    List<Stage> stages() {
        return stages;
    }

    ParameterOrder order() {
        return new ParameterOrder(flattened);
    }

    boolean isVector() {
        return grid.pixels() == 1;
    }

    /** Whether a vector still has the order of a picture with channels first. */
    boolean isUnordered() {
        return picture != null;
    }

    void add(Stage stage) {
        stages.add(stage);
        grid = stage.out();
    }

    /** A picture becomes a vector, which in DL4J's eyes has this order. */
    void flatten(CNN2DFormat order) {
        if (order == CNN2DFormat.NCHW && grid.channels() > 1 && grid.pixels() > 1) {
            picture = grid;
        }
        grid = Grid.vector(grid.size());
    }

    /** The next layer takes pictures; whether they have the order of those before. */
    boolean accepts(CNN2DFormat order) {
        boolean fits = picture == null && (format == null || format == order);
        format = order;
        return fits;
    }

    /** The weights of a dense layer put a flattened picture in order. */
    void order(int weights, int outputs) {
        if (picture != null) {
            flattened.add(new ParameterOrder.Flattened(weights, picture, outputs));
            picture = null;
        }
    }

    /** Adds max pooling, before a function that never falls: the same result for less work. */
    void addMaxPooling(Pooling pooling) {
        Stage before = stages.isEmpty() ? null : stages.remove(stages.size() - 1);
        if (before instanceof Relu) {
            add(pooling);
            add(new Relu(pooling.out()));
        } else if (before instanceof Activation smooth && smooth.function().monotone()) {
            add(pooling);
            add(new Activation(smooth.function(), pooling.out()));
        } else {
            if (before != null) {
                stages.add(before);
            }
            add(pooling);
        }
    }

    /** Adds an activation function; answers false where it has no plan. */
    boolean addActivation(IActivation activation) {
        if (Functions.isIdentity(activation)) {
            return true;
        }
        if (Functions.isRelu(activation)) {
            add(new Relu(grid));
            return true;
        }
        return Functions.of(activation)
                .filter(function -> isVector() || !function.isSoftmax())
                .map(
                        function -> {
                            add(new Activation(function, grid));
                            return true;
                        })
                .orElse(false);
    }
}
