package io.afluente.model;

import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Where networks come from: fresh ones by their seed, and running ones by what was saved. */
public final class Networks {
    private Networks() {}

    /**
     * A network that has learned nothing, its parameters drawn as its configuration says.
     *
     * @param seed the same seed gives the same bits; it stays the seed of all later randomness
     */
    public static SavedNetwork initial(NetworkSpec spec, long seed) {
        NetworkSpec seeded = Tuning.seed(spec, seed);
        MultiLayerConfiguration configuration = NetworkConfiguration.parse(seeded.configuration());
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        float[] parameters = HostMemory.read(network.params());
        return new SavedNetwork(seeded, parameters, new float[0], 0, Map.of());
    }

    /** The network, ready to answer and to learn on from where it was saved. */
    public static OnlineClassifier online(SavedNetwork network, int maxBatch) {
        return Plans.of(network.spec())
                .<OnlineClassifier>map(plan -> new PlanNetwork(network, plan, maxBatch))
                .orElseGet(() -> new StockNetwork(network, maxBatch));
    }

    /** The network, ready to answer alone, for less memory. */
    static ReusableClassifier serving(SavedNetwork network, int maxBatch) {
        return Plans.of(network.spec())
                .<ReusableClassifier>map(plan -> new PlanClassifier(network, plan, maxBatch))
                .orElseGet(() -> new StockNetwork(network, maxBatch));
    }

    /** The same on DL4J's own {@code MultiLayerNetwork}, to compare with. */
    public static OnlineClassifier stock(SavedNetwork network, int maxBatch) {
        return new StockNetwork(network, maxBatch);
    }
}
