package io.afluente.model.engine;

import io.afluente.model.Engine;
import io.afluente.model.dl4j.Nd4jEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Every engine there is, by name. Another one is another line here. */
public final class Engines {
    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        ALL.put(Nd4jEngine.NAME, new Entry("plan", Nd4jEngine::new));
        ALL.put(OnnxEngine.NAME, new Entry("ONNX Runtime", OnnxEngine::new));
    }

    /** The name of the choice by measurement: see {@link AutoEngine}. */
    public static final String AUTO = "auto";

    /** The engine that learns too. It is taken where answers must not depend on a clock. */
    public static final String REFERENCE = Nd4jEngine.NAME;

    private record Entry(String title, IntFunction<Engine> maker) {}

    private Engines() {}

    /** Their names, the reference's first. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** What may be said of an engine in a setting: by measurement, or the name of one. */
    public static List<String> choices() {
        List<String> choices = new ArrayList<>(List.of(AUTO));
        choices.addAll(names());
        return choices;
    }

    /** What runs the networks of an engine, for people. */
    public static String title(String name) {
        return entry(name).title();
    }

    /**
     * An engine by its name, or the choice between all of them.
     *
     * @param maxBatch how many images it answers in one pass at most
     */
    public static Engine of(String choice, int maxBatch) {
        return choice.equals(AUTO)
                ? new AutoEngine(maxBatch)
                : entry(choice).maker().apply(maxBatch);
    }

    private static Entry entry(String name) {
        Entry entry = ALL.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("engine: there is no " + name);
        }
        return entry;
    }
}
