package io.afluente.service;

import io.afluente.stream.runtime.StreamsApp;
import io.afluente.web.Routes;
import io.afluente.web.Site;
import java.util.List;
import java.util.function.Consumer;

/** A role that answers over HTTP, and has no topology. */
abstract class SiteRole implements Role {
    private final String name;
    private final Site site;
    private volatile boolean failed;

    /**
     * @param site is closed with this
     */
    SiteRole(String name, Site site) {
        this.name = name;
        this.site = site;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void run(Consumer<StreamsApp> started) {
        try {
            site.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public final boolean isAlive() {
        return !failed;
    }

    @Override
    public final boolean isReady() {
        return site.isReady();
    }

    @Override
    public final List<Routes> routes() {
        return site.routes();
    }

    @Override
    public final void close() {
        site.close();
    }
}
