package io.afluente.cli;

import io.afluente.cli.role.RoleSettings;
import io.afluente.model.Engine;
import io.afluente.model.Nd4jEngine;
import io.afluente.model.OnnxEngine;

/** The engine that a setting names. */
public final class Engines {
    private Engines() {}

    public static Engine of(RoleSettings settings) {
        return of(settings.classify().engine(), settings.classify().sliceImages());
    }

    /**
     * An engine by its name.
     *
     * @param maxBatch how many images it answers in one pass at most
     */
    public static Engine of(String name, int maxBatch) {
        return switch (name) {
            case "nd4j" -> new Nd4jEngine(maxBatch);
            case "onnx" -> new OnnxEngine(maxBatch);
            default -> throw new UserError("engine: there is no " + name);
        };
    }
}
