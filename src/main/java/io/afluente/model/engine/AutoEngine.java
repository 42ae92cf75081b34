package io.afluente.model.engine;

import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.EngineChoice;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each kind of network by the engine that is the fastest for it on this machine. A kind is
 * timed on every engine when its first version is prepared. Later versions differ in their
 * parameters alone, take as long, and go to the same engine: timing them would double the cost of
 * each swap.
 *
 * <p>The choice depends on a clock, so every prediction names its engine.
 */
final class AutoEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(AutoEngine.class);

    /** Only what is clearly faster takes a kind from the reference: noise shall decide nothing. */
    private static final double CLEARLY = 0.95;

    private final Map<String, Engine> engines = new LinkedHashMap<>();
    private final Map<NetworkSpec, EngineChoice> choices = new HashMap<>();

    /**
     * @param maxBatch how many images one call of a classifier takes at most
     */
    AutoEngine(int maxBatch) {
        for (String name : Engines.names()) {
            try {
                engines.put(name, Engines.of(name, maxBatch));
            } catch (LinkageError e) {
                if (name.equals(Engines.REFERENCE)) {
                    throw e;
                }
                LOG.warn("{} can't be loaded here and is not tried: {}", Engines.title(name), e);
            }
        }
    }

    @Override
    public synchronized ServableNetwork prepare(SavedNetwork network) {
        EngineChoice choice = choices.get(network.spec());
        if (choice != null) {
            return new Chosen(engines.get(choice.name()).prepare(network), choice);
        }
        Chosen chosen = choose(network);
        choices.put(network.spec(), chosen.engine());
        return chosen;
    }

    private Chosen choose(SavedNetwork network) {
        Map<String, ServableNetwork> prepared = new LinkedHashMap<>();
        try {
            prepare(network, prepared);
            EngineChoice choice = fastest(network.spec().name(), prepared);
            return new Chosen(prepared.remove(choice.name()), choice);
        } finally {
            prepared.values().forEach(ServableNetwork::close);
        }
    }

    private void prepare(SavedNetwork network, Map<String, ServableNetwork> prepared) {
        for (Map.Entry<String, Engine> engine : engines.entrySet()) {
            String name = engine.getKey();
            try {
                ServableNetwork servable = engine.getValue().prepare(network);
                // behind a backbone every engine has the reference run the few layers there are
                if (prepared.putIfAbsent(servable.engine().name(), servable) != null) {
                    servable.close();
                }
            } catch (BadNetworkException e) {
                if (name.equals(Engines.REFERENCE)) {
                    throw e;
                }
                LOG.info("{}: {} can't run it", e.getMessage(), Engines.title(name));
            }
        }
    }

    private static EngineChoice fastest(String network, Map<String, ServableNetwork> prepared) {
        if (prepared.size() == 1) {
            return EngineChoice.given(Engines.REFERENCE);
        }
        List<Classifier> classifiers = new ArrayList<>();
        try {
            prepared.values().forEach(servable -> classifiers.add(servable.classifier()));
            double[] seconds = EngineTrial.secondsAnImage(classifiers);
            Map<String, Double> byName = new LinkedHashMap<>();
            prepared.keySet().forEach(name -> byName.put(name, seconds[byName.size()]));
            return told(network, new EngineChoice(fastest(byName), byName));
        } finally {
            classifiers.forEach(Classifier::close);
        }
    }

    /** The engine to take where an image takes each of them so long. */
    static String fastest(Map<String, Double> seconds) {
        String best = Engines.REFERENCE;
        double limit = seconds.get(best) * CLEARLY;
        for (Map.Entry<String, Double> engine : seconds.entrySet()) {
            if (engine.getValue() < limit) {
                best = engine.getKey();
                limit = engine.getValue();
            }
        }
        return best;
    }

    private static EngineChoice told(String network, EngineChoice choice) {
        List<String> times = new ArrayList<>();
        choice.secondsAnImage()
                .forEach(
                        (name, seconds) ->
                                times.add(
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f µs by %s",
                                                seconds * 1e6,
                                                name)));
        LOG.info(
                "{}: an image takes {}; {} answers",
                network,
                String.join(", ", times),
                choice.name());
        return choice;
    }

    /** A network of the engine that was chosen. */
    private record Chosen(ServableNetwork network, EngineChoice engine) implements ServableNetwork {
        @Override
        public NetworkSpec spec() {
            return network.spec();
        }

        @Override
        public Classifier classifier() {
            return network.classifier();
        }

        @Override
        public long nanosPerImage() {
            return network.nanosPerImage();
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
