package io.afluente.model.plan.stage;

import io.afluente.model.network.LayerGraph;
import io.afluente.model.network.NetworkLayer;
import io.afluente.model.network.NetworkLayer.Place;
import io.afluente.model.plan.kernel.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stages as they are written one after another, wired by the ids of the layers they come from. */
final class StageList {
    private final LayerGraph layers;
    private final Map<String, Integer> readers = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private final Set<Integer> shared = new HashSet<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<List<Integer>> inputs = new ArrayList<>();

    StageList(LayerGraph layers) {
        this.layers = layers;
        for (NetworkLayer layer : layers.layers()) {
            layer.place().inputs().forEach(id -> readers.merge(id, 1, Integer::sum));
        }
        define(Place.INPUT, 0);
    }

    StageGraph graph() {
        return new StageGraph(layers.input(), stages, inputs);
    }

    /** Adds the stage of a layer. */
    void add(Stage stage, Place place) {
        List<Integer> read = new ArrayList<>(place.inputs().stream().map(values::get).toList());
        boolean inPlace = stage.inPlace(true) || stage.inPlace(false);
        if (inPlace && shared.contains(read.get(0))) {
            append(new Copy(place.in()), List.of(read.get(0)));
            read.set(0, latest());
        }
        append(stage, List.copyOf(read));
        define(place.id(), latest());
    }

    /** The layer gives what it reads. */
    void addNothing(Place place) {
        define(place.id(), values.get(place.inputs().get(0)));
    }

    /** The latest stage, if the layer is all that reads what it gives. */
    Optional<Stage> readByNobodyElse(Place place) {
        int read = values.get(place.inputs().get(0));
        return read == 0 || read != latest() || shared.contains(read)
                ? Optional.empty()
                : Optional.of(stages.get(read - 1));
    }

    /** Has another stage in place of the latest. */
    void replace(Stage stage) {
        stages.set(stages.size() - 1, stage);
    }

    /** The latest stage is somebody else's business. */
    void removeLatest() {
        stages.remove(stages.size() - 1);
        inputs.remove(inputs.size() - 1);
    }

    /** Checks that the network's end reads what was written last. */
    void end(Place place) {
        if (values.get(place.inputs().get(0)) != latest()) {
            throw new IllegalStateException(place.name() + " is not at the end");
        }
    }

    private void append(Stage stage, List<Integer> read) {
        stages.add(stage);
        inputs.add(read);
    }

    private int latest() {
        return stages.size();
    }

    private void define(String id, int value) {
        values.put(id, value);
        if (readers.getOrDefault(id, 0) > 1) {
            shared.add(value);
        }
    }
}
