package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.notEmpty;

import io.afluente.web.BadTlsFileException;
import io.afluente.web.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process answers HTTP, and who may change things by it.
 *
 * @param token that lets other machines change things; empty lets none
 */
public record WebSettings(HttpPort http, String token) {
    private static final String CERTIFICATE = "http-certificate";
    private static final String KEY = "http-key";

    static void define(SettingList settings) {
        settings.group("Web");
        settings.text("http-host", "127.0.0.1", notEmpty()).means("Address to listen on for HTTP.");
        settings.whole("http-port", 8080, between(0, 65_535))
                .means("Port to listen on for HTTP; 0 takes a free one.");
        settings.text("http-token")
                .means(
                        "Token that lets other machines change things by HTTP; without one they can't.");
        settings.text(CERTIFICATE)
                .means(
                        "PEM file of the certificate that HTTP is served with over TLS; read again when it changes.");
        settings.text(KEY).means("PEM file of the certificate's key, without a password.");
    }

    public static WebSettings read(Settings settings) {
        return new WebSettings(
                new HttpPort(
                        settings.text("http-host"),
                        settings.whole("http-port"),
                        false,
                        tls(settings.text(CERTIFICATE), settings.text(KEY))),
                settings.text("http-token"));
    }

    private static Optional<TlsFiles> tls(String certificate, String key) {
        if (certificate.isBlank() != key.isBlank()) {
            throw new UserException(
                    "--%s and --%s: TLS needs both, or neither".formatted(CERTIFICATE, KEY));
        }
        if (certificate.isBlank()) {
            return Optional.empty();
        }
        try {
            TlsFiles files = new TlsFiles(Path.of(certificate), Path.of(key));
            files.check();
            return Optional.of(files);
        } catch (BadTlsFileException e) {
            throw wrong(e);
        }
    }

    static UserException wrong(BadTlsFileException why) {
        return new UserException(
                "--%s, --%s: %s".formatted(CERTIFICATE, KEY, why.getMessage()), why);
    }

    /** Without the token, which belongs in no log. */
    @Override
    public String toString() {
        return "WebSettings[" + http + "]";
    }
}
