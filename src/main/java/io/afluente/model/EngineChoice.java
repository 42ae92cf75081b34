package io.afluente.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which engine answers for a network.
 *
 * @param name as {@link io.afluente.model.engine.Engines} lists it
 * @param secondsAnImage what an image took by each engine that was tried, by the engine's name;
 *     empty where there was no choice
 */
public record EngineChoice(String name, Map<String, Double> secondsAnImage) {
    public EngineChoice {
        secondsAnImage = Collections.unmodifiableMap(new LinkedHashMap<>(secondsAnImage));
    }

    /** No choice: the engine was given. */
    public static EngineChoice given(String name) {
        return new EngineChoice(name, Map.of());
    }
}
