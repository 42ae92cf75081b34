package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.web.page.Page;
import io.afluente.web.page.PageSettings;

/** The role that shows it all: the page, which watches the topics whatever process writes them. */
public final class WebRole extends SiteRole {
    private static final String NAME = "web";

    /**
     * @param writing whether the network's pictures show writing, which can be drawn
     * @param token that lets somebody change things from another machine; empty lets nobody
     */
    public WebRole(RoleSettings settings, boolean writing, String token) {
        super(
                NAME,
                new Page(
                        new PageSettings(
                                settings.clientOf(NAME),
                                settings.topics(),
                                settings.network(),
                                writing,
                                settings.codec(),
                                settings.applicationIdOf("classify"),
                                settings.applicationIdOf("learn"),
                                settings.signer(),
                                settings.steadyEngine(),
                                settings.backboneArrivals(Meters.none()),
                                token)));
    }
}
