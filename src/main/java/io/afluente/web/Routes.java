package io.afluente.web;

import io.javalin.config.RoutesConfig;

/** A part of what the server answers. */
public interface Routes {
    /** Says which paths it answers, and how. Handlers run on many threads. */
    void addTo(RoutesConfig routes);
}
