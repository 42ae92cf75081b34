package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.web.Routes;
import io.afluente.web.page.Page;
import io.afluente.web.page.PageSettings;
import java.util.List;
import java.util.function.Consumer;

/** The role that shows it all: the page, which watches the topics whatever process writes them. */
public final class WebRole implements Role {
    private final Page page;
    private volatile boolean failed;

    /**
     * @param writing whether the network's pictures show writing, which can be drawn
     * @param token that lets somebody change things from another machine; empty lets nobody
     */
    public WebRole(RoleSettings settings, boolean writing, String token) {
        this.page =
                new Page(
                        new PageSettings(
                                settings.clientOf("web"),
                                settings.topics(),
                                settings.network(),
                                writing,
                                settings.codec(),
                                settings.applicationIdOf("classify"),
                                settings.applicationIdOf("learn"),
                                settings.signer(),
                                settings.steadyEngine(),
                                settings.backboneArrivals(Meters.none()),
                                token));
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public void run(Consumer<StreamsApp> started) {
        try {
            page.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return !failed;
    }

    @Override
    public boolean isReady() {
        return page.isReady();
    }

    @Override
    public List<Routes> routes() {
        return page.routes();
    }

    @Override
    public void close() {
        page.close();
    }
}
