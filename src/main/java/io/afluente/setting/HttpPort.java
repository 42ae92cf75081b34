package io.afluente.setting;

import io.afluente.web.BadTlsFileException;
import io.afluente.web.Routes;
import io.afluente.web.TlsFiles;
import io.afluente.web.WebServer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a process answers HTTP.
 *
 * @param host name or address of this machine
 * @param port 0 for any that is free
 * @param elseFree whether a free port will do where that one is taken
 * @param tls files for TLS; empty for none
 */
public record HttpPort(String host, int port, boolean elseFree, Optional<TlsFiles> tls) {
    /** Without TLS. */
    public HttpPort(String host, int port, boolean elseFree) {
        this(host, port, elseFree, Optional.empty());
    }

    /** The same, but a port that is taken is no reason to fail. */
    public HttpPort orFree() {
        return new HttpPort(host, port, true, tls);
    }

    /** What an address there begins with. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /**
     * Answers from now on.
     *
     * @throws UserException if the files for TLS can't be used
     */
    public WebServer listen(List<Routes> routes) {
        try {
            return listen(port, routes);
        } catch (UncheckedIOException e) {
            if (elseFree && port != 0) {
                return listen(0, routes);
            }
            throw e;
        }
    }

    private WebServer listen(int at, List<Routes> routes) {
        if (tls.isEmpty()) {
            return WebServer.start(host, at, routes);
        }
        try {
            return WebServer.start(host, at, routes, tls.get());
        } catch (BadTlsFileException e) {
            throw WebSettings.wrong(e);
        }
    }
}
