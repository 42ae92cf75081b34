package io.afluente.setting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Files that say who asks a registry, and whom to trust; what they hold is never told. */
final class RegistryFiles {
    private static final long MAX_BYTES = 65_536;

    private RegistryFiles() {}

    /** The header that says who asks; the files are read again for each question. */
    static Supplier<Optional<String>> authorization(
            Optional<String> basicAuth, Optional<String> bearer) {
        if (basicAuth.isPresent() && bearer.isPresent()) {
            throw new UserException(
                    "--schema-registry-basic-auth-file, --schema-registry-bearer-file: one of them,"
                            + " not both");
        }
        // what is wrong with a file is told at once
        basicAuth.ifPresent(RegistryFiles::basic);
        bearer.ifPresent(RegistryFiles::token);
        return () -> basicAuth.map(RegistryFiles::basic).or(() -> bearer.map(RegistryFiles::token));
    }

    private static String basic(String file) {
        String line = line(file);
        if (line.indexOf(':') < 1) {
            throw new UserException(file + ": must be USER:PASSWORD");
        }
        return "Basic " + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String file) {
        String line = line(file);
        if (!line.matches("[\\x21-\\x7e]+")) {
            throw new UserException(file + ": must be one token");
        }
        return "Bearer " + line;
    }

    private static String line(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new UserException(file + ": more than %,d bytes".formatted(MAX_BYTES));
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UserException(file + ": there is no such file to read", e);
        }
    }

    /** Trusts those whose certificates are in a PEM file, and nobody else. */
    static SSLContext trusting(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, one);
            }
            if (number == 0) {
                throw new UserException(file + ": holds no certificate");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UserException(file + ": there is no such file to read", e);
        } catch (GeneralSecurityException e) {
            throw new UserException(file + ": no certificates in PEM", e);
        }
    }
}
