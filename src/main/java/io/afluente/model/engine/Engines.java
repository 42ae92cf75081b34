package io.afluente.model.engine;

import io.afluente.model.Engine;
import io.afluente.model.dl4j.Nd4jEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Every engine there is, by name. Another one is another line here. */
public final class Engines {
    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        ALL.put("nd4j", new Entry("plan", Nd4jEngine::new));
        ALL.put("onnx", new Entry("ONNX Runtime", OnnxEngine::new));
    }

    /** The name of the engine that is taken where nobody says which. */
    public static final String DEFAULT = names().get(0);

    private record Entry(String title, IntFunction<Engine> maker) {}

    private Engines() {}

    /** Their names, the default one's first. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** What runs the networks of an engine, for people. */
    public static String title(String name) {
        return entry(name).title();
    }

    /**
     * An engine by its name.
     *
     * @param maxBatch how many images it answers in one pass at most
     */
    public static Engine of(String name, int maxBatch) {
        return entry(name).maker().apply(maxBatch);
    }

    private static Entry entry(String name) {
        Entry entry = ALL.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("engine: there is no " + name);
        }
        return entry;
    }
}
