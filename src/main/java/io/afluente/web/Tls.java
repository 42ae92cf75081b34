package io.afluente.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 by two files. Looks at them now and then, and takes new ones as soon as they go
 * together; until then the old ones serve. Connections that are open stay as they are.
 */
final class Tls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(Tls::thread);
    private byte[] seen;

    /**
     * @param glance how often it looks at the files
     * @throws BadTlsFileException if they can't be used
     */
    Tls(TlsFiles files, Duration glance) {
        this.files = files;
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setKeyStorePassword(TlsFiles.PASSWORD);
        seen = files.fingerprint();
        context.setKeyStore(files.read());
        var unused =
                looking.scheduleWithFixedDelay(
                        this::look, glance.toMillis(), glance.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tls");
        thread.setDaemon(true);
        return thread;
    }

    /** Listens there. Whoever asks by an address, as probes do, is answered too. */
    ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector =
                new ServerConnector(
                        server,
                        new SslConnectionFactory(context, "http/1.1"),
                        new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    private void look() {
        try {
            byte[] now = files.fingerprint();
            if (!Arrays.equals(now, seen)) {
                seen = now;
                var fresh = files.read();
                context.reload(same -> same.setKeyStore(fresh));
                LOG.info("HTTP is served with the new certificate in {}", files.certificate());
            }
        } catch (BadTlsFileException e) {
            LOG.warn("HTTP is served with the old certificate: {}", e.getMessage());
        } catch (Exception e) {
            LOG.error("HTTP is served with the old certificate", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
