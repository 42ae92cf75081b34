package io.afluente.stream.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.FreePorts;
import io.afluente.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Apicurio Registry as a process of its own, with its schemas in memory, where Maven unpacked it.
 */
public final class Apicurio implements AutoCloseable {
    private static final Path HOME = Path.of("target", "apicurio");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.takeOne();
    private final Path log;
    private final Process process;

    private Apicurio(Path folder) throws IOException {
        log = folder.resolve("apicurio.log");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                runner().toAbsolutePath().toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
    }

    /** Starts one that can be asked. */
    public static Apicurio start(Path folder) throws IOException {
        Apicurio registry = new Apicurio(folder);
        try {
            Waiting.until("the registry's start", registry::trouble, registry::answers);
            return registry;
        } catch (Throwable e) {
            registry.close();
            throw e;
        }
    }

    private static Path runner() throws IOException {
        assertThat(HOME).as("mvn dependency:unpack@schema-registry fetches it").isDirectory();
        try (Stream<Path> files = Files.list(HOME)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String trouble() {
        try {
            return process.isAlive() ? "" : Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean answers() {
        try {
            ask("/subjects");
            return true;
        } catch (IOException | AssertionError notYet) {
            return false;
        }
    }

    /** The interface that it has in common with other registries. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    /** Its own interface, which its own serializers ask. */
    public String ownUrl() {
        return "http://127.0.0.1:" + port + "/apis/registry/v2";
    }

    /** The subjects that it has. */
    public List<String> subjects() throws IOException {
        return JSON.convertValue(
                ask("/subjects"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    /** An answer of the common interface. */
    public JsonNode ask(String path) throws IOException {
        return answer(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    /** Registers a schema under a subject and says its number. */
    public int register(String subject, String type, String schema) throws IOException {
        String body =
                JSON.createObjectNode().put("schemaType", type).put("schema", schema).toString();
        return answer(
                        HttpRequest.newBuilder(
                                        URI.create(url() + "/subjects/" + subject + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(BodyPublishers.ofString(body)))
                .path("id")
                .asInt();
    }

    private JsonNode answer(HttpRequest.Builder question) throws IOException {
        try {
            var answer = http.send(question.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
