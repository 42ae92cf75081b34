package io.afluente.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** HTTP with limits on size, time and number, and security headers on every answer. */
public final class WebServer implements AutoCloseable {
    /** The largest body that is read: a picture of the largest size, and a little. */
    static final int MAX_BODY = (4 << 20) + (64 << 10);

    /** One more waits until one of them leaves. */
    static final int MAX_CONNECTIONS = 256;

    private static final int MAX_THREADS = 48;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_MILLIS = 30_000;
    private static final int MIN_BYTES_PER_SECOND = 1_000;

    /** How often the files of TLS are looked at; new ones are there hours before the old end. */
    private static final Duration GLANCE = Duration.ofSeconds(10);

    private final Javalin server;
    private final Optional<Tls> tls;

    private WebServer(Javalin server, Optional<Tls> tls) {
        this.server = server;
        this.tls = tls;
    }

    /**
     * Listens, and answers from then on.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if it can't listen there
     */
    public static WebServer start(String host, int port, List<Routes> routes) {
        return start(host, port, routes, IDLE_MILLIS);
    }

    /** The same with another patience for connections on which nothing comes. */
    static WebServer start(String host, int port, List<Routes> routes, int idleMillis) {
        return start(host, port, routes, idleMillis, Optional.empty());
    }

    /**
     * The same over TLS alone, by files that are read again when they change.
     *
     * @throws BadTlsFileException if they can't be used
     */
    public static WebServer start(String host, int port, List<Routes> routes, TlsFiles files) {
        return start(host, port, routes, files, GLANCE);
    }

    /** The same with another time between two looks at the files. */
    static WebServer start(
            String host, int port, List<Routes> routes, TlsFiles files, Duration glance) {
        return start(host, port, routes, IDLE_MILLIS, Optional.of(new Tls(files, glance)));
    }

    private static WebServer start(
            String host, int port, List<Routes> routes, int idleMillis, Optional<Tls> tls) {
        try {
            probe(host, port);
            return new WebServer(started(host, port, routes, idleMillis, tls), tls);
        } catch (UncheckedIOException e) {
            tls.ifPresent(Tls::close);
            throw e;
        }
    }

    private static Javalin started(
            String host, int port, List<Routes> routes, int idleMillis, Optional<Tls> tls) {
        Javalin server =
                Javalin.create(
                        config -> {
                            configure(config, new Hosts(host), routes, idleMillis);
                            tls.ifPresent(
                                    with ->
                                            config.jetty.addConnector(
                                                    (jetty, http) ->
                                                            with.connector(
                                                                    jetty, http, host, port)));
                        });
        try {
            server.start(host, port);
            giveUpAfter(idleMillis, server);
            return server;
        } catch (JavalinBindException e) {
            server.stop();
            throw taken(host, port, e);
        }
    }

    // Javalin logs a stack trace of what is told in a line: most ports that are taken end here.
    private static void probe(String host, int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            free.getLocalPort();
        } catch (IOException e) {
            throw taken(host, port, e);
        }
    }

    private static UncheckedIOException taken(String host, int port, Exception cause) {
        BindException why = new BindException("taken, or no address of this machine");
        why.initCause(cause);
        String message =
                "HTTP can't listen on " + host + ":" + port + "; --http-port 0 takes a free port";
        return new UncheckedIOException(message, why);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        tls.ifPresent(Tls::close);
    }

    private static void configure(
            JavalinConfig config, Hosts hosts, List<Routes> routes, int idleMillis) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY;
        config.http.defaultContentType = "text/plain; charset=utf-8";
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> limit(http, idleMillis));
        config.jetty.modifyServer(WebServer::limit);
        config.routes.before(SecurityHeaders::add);
        config.routes.before(hosts::check);
        config.routes.exception(
                HttpResponseException.class,
                (e, request) -> request.status(e.getStatus()).result(e.getMessage() + "\n"));
        config.routes.exception(
                HttpException.RuntimeException.class,
                (e, request) -> request.status(e.getCode()).result(e.getReason() + "\n"));
        routes.forEach(part -> part.addTo(config.routes));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    // its successor, a handler, is to be taken before Jetty 13
    @SuppressWarnings("removal")
    private static void limit(HttpConfiguration http, int idleMillis) {
        http.setSendServerVersion(false);
        http.setMinRequestDataRate(MIN_BYTES_PER_SECOND);
        http.setIdleTimeout(idleMillis);
    }

    private static void limit(Server server) {
        server.insertHandler(new SizeLimitHandler(MAX_BODY, -1));
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    }

    // There are no connectors before the start.
    private static void giveUpAfter(int idleMillis, Javalin server) {
        for (var connector : server.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setIdleTimeout(idleMillis);
        }
    }
}
