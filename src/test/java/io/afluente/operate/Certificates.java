package io.afluente.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Certificates of a test's own, made by {@code keytool}: one for each name, and all are trusted.
 */
final class Certificates {
    static final String PASSWORD = "very-secret-of-the-stores";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes a key and a certificate for each name, and one store that trusts them all. */
    static Certificates of(Path folder, String... names) {
        Certificates certificates = new Certificates(folder);
        Stream.of(names).forEach(certificates::make);
        return certificates;
    }

    /** Kafka's settings of who is trusted. */
    Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                trusted().toString(),
                "ssl.truststore.password",
                PASSWORD);
    }

    /** Kafka's settings of who one is. */
    Map<String, String> identity(String name) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store(name).toString(),
                "ssl.keystore.password",
                PASSWORD);
    }

    private void make(String name) {
        String file = folder.resolve(name + ".crt").toString();
        keytool(
                store(name),
                "-genkeypair",
                List.of("-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-validity", "2"),
                List.of("-ext", "san=ip:127.0.0.1"));
        keytool(store(name), "-exportcert", List.of("-alias", name, "-file", file), List.of());
        keytool(
                trusted(),
                "-importcert",
                List.of("-alias", name, "-file", file, "-noprompt"),
                List.of());
    }

    private static void keytool(Path store, String what, List<String> how, List<String> more) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.add(what);
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
        words.addAll(List.of("-storepass", PASSWORD));
        words.addAll(how);
        words.addAll(more);
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words + ": " + said);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path trusted() {
        return folder.resolve("trusted.p12");
    }
}
