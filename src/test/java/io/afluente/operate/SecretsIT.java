package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.FreePorts;
import io.afluente.Waiting;
import io.afluente.cli.Main;
import io.afluente.web.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real processes say that know secrets, with every library at DEBUG: passwords of stores and
 * users, a client's secret and the tokens it gets, the page's token, and the key of checkpoints.
 */
class SecretsIT {
    private static final String TOKEN = "very-secret-of-the-page";
    private static final String KEY = "very-secret-of-the-checkpoints";
    private static final String START_OF_A_TOKEN = "eyJ";

    @TempDir private Path folder;

    @Test
    void shouldKeepEverySecretToItself() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start()) {
            System.setProperty(TokenIssuer.ALLOWED_URLS, issuer.tokens() + "," + issuer.keys());
            try (SecuredBroker broker = new SecuredBroker(folder, issuer, "classify")) {
                Path scram = hidden(broker.scram("service"), SecuredBroker.SCRAM_PASSWORD);
                Path token = broker.token("service");
                List<String> said = new ArrayList<>();

                said.add(run(issuer, broker, token, "topics", "create"));
                said.addAll(serve(issuer, broker, scram));
                said.add(run(issuer, broker, scram, "topics", "describe"));
                said.add(run(issuer, broker, scram, "models", "show", "000000"));
                assertThat(said.get(said.size() - 1)).contains("signed by our key");
                said.add(run(issuer, broker, broken(scram), "topics", "check"));
                said.add(run(issuer, broker, scram, "topics", "check", "--settings", "/nowhere"));

                assertThat(said.get(0)).as("it does speak at DEBUG").contains(" DEBUG ");
                said.forEach(SecretsIT::assertKeepsSecrets);
            } finally {
                System.clearProperty(TokenIssuer.ALLOWED_URLS);
            }
        }
    }

    private static void assertKeepsSecrets(String said) {
        assertThat(said.lines())
                .noneMatch(line -> line.contains("very-secret"))
                .noneMatch(line -> line.contains(START_OF_A_TOKEN));
    }

    /** What it says on the screen and by HTTP, while it answers and after it was stopped. */
    private List<String> serve(TokenIssuer issuer, SecuredBroker broker, Path config)
            throws Exception {
        int port = FreePorts.takeOne();
        Http http = new Http(port);
        Path log = folder.resolve("serve.log");
        Process process =
                start(
                        issuer,
                        broker,
                        config,
                        log,
                        "serve",
                        "--roles=classify,learn,join,web",
                        "--http-port=" + port,
                        "--state-dir=" + folder.resolve("state"),
                        "--checkpoint-dir=" + folder.resolve("checkpoints"));
        try {
            await(process, log, () -> isReady(http));
            String wrong = http.post("/api/images", new byte[1], "Authorization", "x").body();
            return List.of(http.get("/metrics").body(), http.get("/readyz").body(), wrong);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private String run(TokenIssuer issuer, SecuredBroker broker, Path config, String... words)
            throws Exception {
        Path log = Files.createTempFile(folder, "run-", ".log");
        Process process = start(issuer, broker, config, log, words);
        process.waitFor();
        return Files.readString(log) + serveLog();
    }

    private String serveLog() throws IOException {
        Path log = folder.resolve("serve.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private Process start(
            TokenIssuer issuer, SecuredBroker broker, Path config, Path log, String... words)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-D" + TokenIssuer.ALLOWED_URLS + "=" + issuer.tokens());
        command.add("-Dlogback.configurationFile=" + everythingAtDebug());
        command.add("-Dorg.bytedeco.javacpp.platform.extension=" + extension());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        command.addAll(List.of("--bootstrap-server", broker.saslAddress()));
        command.addAll(List.of("--config", config.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        assertThat(command).noneMatch(word -> word.contains("very-secret"));
        return builder.start();
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("AFLUENTE_HTTP_TOKEN", TOKEN);
        environment.put(
                "AFLUENTE_CHECKPOINT_KEY_FILE",
                Files.writeString(folder.resolve("key"), KEY + "\n").toString());
        environment.put("OMP_NUM_THREADS", "1");
        return environment;
    }

    /** The same file with its password in another one, which Kafka's own provider reads. */
    private Path hidden(Path config, String password) throws IOException {
        Path secrets = folder.resolve("secrets.properties");
        Files.writeString(secrets, "password=" + password + "\n");
        String provider = "org.apache.kafka.common.config.provider.FileConfigProvider";
        String reference = "${file:%s:password}".formatted(secrets);
        return Files.writeString(
                folder.resolve("hidden.properties"),
                Files.readString(config).replace(password, reference)
                        + "config.providers=file\nconfig.providers.file.class=%s\n"
                                .formatted(provider));
    }

    /** The same file with a mistake in it, of which Kafka complains. */
    private Path broken(Path config) throws IOException {
        return Files.writeString(
                folder.resolve("broken.properties"), Files.readString(config).replace("\";", "\""));
    }

    private Path everythingAtDebug() throws IOException {
        return Files.writeString(
                folder.resolve("debug.xml"),
                """
                <configuration>
                  <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %level %logger: %msg%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="all"/></root>
                </configuration>
                """);
    }

    private static boolean isReady(Http http) {
        try {
            return http.get("/readyz").statusCode() == 200;
        } catch (AssertionError nobodyListens) {
            return false;
        }
    }

    private static void await(Process process, Path log, BooleanSupplier condition) {
        Waiting.until("serve", () -> process.isAlive() ? "" : lastLines(log), condition);
    }

    private static String lastLines(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension() {
        return System.getProperty("org.bytedeco.javacpp.platform.extension", "");
    }
}
