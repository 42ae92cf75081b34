package io.afluente.model.dl4j;

import io.afluente.model.HostMemory;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Shards;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import io.afluente.model.file.EpochSchedules;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.StockModel;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where networks come from: fresh ones by their seed, and running ones by what was saved. */
public final class Networks {
    private Networks() {}

    /**
     * A network that has learned nothing, its parameters drawn as its configuration says.
     *
     * @param seed the same seed gives the same bits; it stays the seed of all later randomness
     */
    public static SavedNetwork initial(NetworkSpec spec, long seed) {
        return initial(spec, seed, network -> {});
    }

    /**
     * The same with parameters drawn as PyTorch draws them: all weights and biases of a layer
     * uniformly from {@code -1/sqrt(n)} to {@code 1/sqrt(n)}, where each output has {@code n}
     * inputs.
     */
    public static SavedNetwork initialUniform(NetworkSpec spec, long seed) {
        Random random = new Random(seed);
        return initial(spec, seed, network -> drawUniformly(network, random));
    }

    private static SavedNetwork initial(NetworkSpec spec, long seed, Consumer<StockModel> draw) {
        NetworkSpec seeded = Tuning.seed(spec, seed);
        NetworkDefinition definition = NetworkConfiguration.read(seeded.configuration());
        float[] parameters = definition.parameters() == 0 ? new float[0] : drawn(definition, draw);
        return new SavedNetwork(seeded, parameters, new float[0], 0, Map.of());
    }

    private static float[] drawn(NetworkDefinition definition, Consumer<StockModel> draw) {
        StockModel network = StockModel.drawn(definition);
        draw.accept(network);
        return HostMemory.read(network.parameters());
    }

    private static void drawUniformly(StockModel network, Random random) {
        for (Layer layer : network.layers()) {
            INDArray weights = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
            INDArray bias = layer.getParam(DefaultParamInitializer.BIAS_KEY);
            if (weights != null && bias != null) {
                double bound = Math.sqrt((double) bias.length() / weights.length());
                drawUniformly(weights, bound, random);
                drawUniformly(bias, bound, random);
            }
        }
    }

    private static void drawUniformly(INDArray values, double bound, Random random) {
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, bound * (2 * random.nextDouble() - 1));
        }
    }

    /**
     * The network, ready to answer and to learn on from where it was saved.
     *
     * @throws io.afluente.model.BadNetworkException if it learns by what nothing here counts
     */
    public static OnlineClassifier online(SavedNetwork network, int maxBatch) {
        return online(network, maxBatch, Shards.NONE);
    }

    /**
     * The same, where mini-batches are split into shards.
     *
     * @throws io.afluente.model.BadNetworkException if it learns by what nothing here counts, or
     *     needs its mini-batches whole
     */
    public static OnlineClassifier online(SavedNetwork network, int maxBatch, Shards shards) {
        EpochSchedules.refuse(network.spec());
        Plans.requireSplittable(network.spec(), shards);
        return Plans.of(network.spec())
                .<OnlineClassifier>map(plan -> new PlanNetwork(network, plan, maxBatch, shards))
                .orElseGet(() -> new StockNetwork(network, maxBatch));
    }

    /** The network, ready to answer alone, for less memory. */
    static ReusableClassifier<SavedNetwork> serving(SavedNetwork network, int maxBatch) {
        return Plans.of(network.spec())
                .<ReusableClassifier<SavedNetwork>>map(
                        plan -> new PlanClassifier(network, plan, maxBatch))
                .orElseGet(() -> new StockNetwork(network, maxBatch));
    }

    /** The same on DL4J's own {@code MultiLayerNetwork}, to compare with. */
    public static OnlineClassifier stock(SavedNetwork network, int maxBatch) {
        return new StockNetwork(network, maxBatch);
    }
}
