package io.afluente.model.dl4j;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.NetworkDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Changes to how a network learns, each giving a new spec. What the network computes stays, and so
 * do its parameters; updater state of another updater does not fit any more.
 */
public final class Tuning {
    private static final Map<String, Supplier<IUpdater>> UPDATERS =
            new TreeMap<>(
                    Map.of(
                            "adadelta", AdaDelta::new,
                            "adagrad", AdaGrad::new,
                            "adam", Adam::new,
                            "adamax", AdaMax::new,
                            "amsgrad", AMSGrad::new,
                            "nadam", Nadam::new,
                            "nesterovs", Nesterovs::new,
                            "rmsprop", RmsProp::new,
                            "sgd", Sgd::new));

    private Tuning() {}

    /** The names that {@link #updater} knows, sorted. */
    public static List<String> updaters() {
        return List.copyOf(UPDATERS.keySet());
    }

    /** Another updater for all layers, with DL4J's defaults for this updater. */
    public static NetworkSpec updater(NetworkSpec spec, String name) {
        Supplier<IUpdater> updater = UPDATERS.get(name.toLowerCase(Locale.ROOT));
        if (updater == null) {
            throw new BadNetworkException(
                    "updater: one of " + updaters() + ", not \"" + name + "\"");
        }
        return changeTrained(
                spec,
                layer -> {
                    layer.setIUpdater(updater.get());
                    layer.setBiasUpdater(null);
                });
    }

    /** Another learning rate for all layers, in place of any schedule. */
    public static NetworkSpec learningRate(NetworkSpec spec, double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new BadNetworkException("learning rate: above 0, not " + rate);
        }
        return changeTrained(
                spec,
                layer -> {
                    setRate(layer, layer.getIUpdater(), rate);
                    if (layer.getBiasUpdater() != null) {
                        setRate(layer, layer.getBiasUpdater(), rate);
                    }
                });
    }

    /** Another seed for parameters to be drawn and for dropout. */
    public static NetworkSpec seed(NetworkSpec spec, long seed) {
        NetworkDefinition network = NetworkConfiguration.read(spec.configuration());
        network.setSeed(seed);
        return with(spec, network);
    }

    /**
     * Layers to freeze: their parameters stay as they are, bit for bit. Comes last, since a new
     * updater or rate makes a layer learn again.
     */
    public static NetworkSpec freeze(NetworkSpec spec, Collection<String> layers) {
        NetworkDefinition configuration = NetworkConfiguration.read(spec.configuration());
        for (String name : layers) {
            freeze(layer(configuration, name), name);
        }
        return with(spec, configuration);
    }

    private static void freeze(NeuralNetConfiguration configuration, String name) {
        if (!(configuration.getLayer() instanceof BaseLayer layer)) {
            return; // nothing in it learns
        }
        if (layer instanceof BatchNormalization) {
            throw new BadNetworkException(
                    "frozen layers: \"" + name + "\" keeps running means; it can't be");
        }
        layer.setIUpdater(new Sgd(0));
        layer.setBiasUpdater(null);
        layer.setRegularization(List.of());
        layer.setRegularizationBias(List.of());
        layer.setConstraints(null);
    }

    private static BadNetworkException unknownLayer(NetworkDefinition network, String name) {
        List<String> layers =
                network.layers().stream().map(layer -> layer.getLayer().getLayerName()).toList();
        return new BadNetworkException(
                "frozen layers: one of " + layers + ", not \"" + name + "\"");
    }

    private static NeuralNetConfiguration layer(NetworkDefinition network, String name) {
        return network.layers().stream()
                .filter(layer -> name.equals(layer.getLayer().getLayerName()))
                .findFirst()
                .orElseThrow(() -> unknownLayer(network, name));
    }

    private static void setRate(BaseLayer layer, IUpdater updater, double rate) {
        if (!updater.hasLearningRate()) {
            throw new BadNetworkException(
                    "learning rate: "
                            + updater.getClass().getSimpleName()
                            + " of layer "
                            + layer.getLayerName()
                            + " has none");
        }
        updater.setLrAndSchedule(rate, null);
    }

    private static NetworkSpec changeTrained(NetworkSpec spec, Consumer<BaseLayer> change) {
        NetworkDefinition configuration = NetworkConfiguration.read(spec.configuration());
        configuration.layers().stream()
                .map(NeuralNetConfiguration::getLayer)
                .filter(BaseLayer.class::isInstance)
                .map(BaseLayer.class::cast)
                .filter(layer -> layer.getIUpdater() != null)
                .forEach(change);
        return with(spec, configuration);
    }

    private static NetworkSpec with(NetworkSpec spec, NetworkDefinition configuration) {
        return spec.with(configuration.toJson());
    }
}
