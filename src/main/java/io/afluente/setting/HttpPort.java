package io.afluente.setting;

import io.afluente.web.Routes;
import io.afluente.web.WebServer;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Where a process answers HTTP.
 *
 * @param host name or address of this machine
 * @param port 0 for any that is free
 * @param elseFree whether a free port will do where that one is taken
 */
public record HttpPort(String host, int port, boolean elseFree) {
    /** The same, but a port that is taken is no reason to fail. */
    public HttpPort orFree() {
        return new HttpPort(host, port, true);
    }

    /** Answers from now on. */
    public WebServer listen(List<Routes> routes) {
        try {
            return WebServer.start(host, port, routes);
        } catch (UncheckedIOException e) {
            if (elseFree && port != 0) {
                return WebServer.start(host, 0, routes);
            }
            throw e;
        }
    }
}
