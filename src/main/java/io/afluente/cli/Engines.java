package io.afluente.cli;

import io.afluente.cli.role.RoleSettings;
import io.afluente.model.Engine;
import io.afluente.model.Nd4jEngine;

/** The engine that a setting names. */
final class Engines {
    private Engines() {}

    static Engine of(RoleSettings settings) {
        return of(settings, settings.sliceImages());
    }

    /** The same for slices of another size. */
    static Engine of(RoleSettings settings, int sliceImages) {
        return new Nd4jEngine(sliceImages);
    }
}
