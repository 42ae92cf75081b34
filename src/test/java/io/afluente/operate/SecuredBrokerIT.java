package io.afluente.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.FreePorts;
import io.afluente.TestNetworks;
import io.afluente.Waiting;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.web.Http;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All roles against a broker that wants TLS, a login and ACLs, each with no more than the
 * documentation's {@code kafka-acls} lines give it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredBrokerIT {
    @TempDir private static Path folder;
    private static final AtomicInteger STARTS = new AtomicInteger();
    private static TokenIssuer issuer;
    private static SecuredBroker broker;
    private static Map<String, String> addresses;
    private static Map<String, Path> configs;
    private final List<CommandThread> serving = new ArrayList<>();

    @BeforeAll
    static void secure() {
        issuer = TokenIssuer.start();
        System.setProperty(TokenIssuer.ALLOWED_URLS, issuer.tokens() + "," + issuer.keys());
        broker = new SecuredBroker(folder, issuer, "classify");
        configs = new HashMap<>(Map.of("classify", broker.certificate("classify")));
        List.of("learn", "shadow", "web", "topics", "produce", "replay", "models", "dlq", "http")
                .forEach(u -> configs.put(u, broker.scram(u)));
        List.of("http-direct", "autoscaler").forEach(u -> configs.put(u, broker.scram(u)));
        List.of("join", "consume", "label").forEach(u -> configs.put(u, broker.token(u)));
        addresses = Map.of("classify", broker.tlsAddress());
        AclLines.all().forEach(line -> AclLines.add(broker, line));
        assertThat(run("topics", "topics create").err()).isEmpty();
    }

    @AfterAll
    static void end() {
        System.clearProperty(TokenIssuer.ALLOWED_URLS);
        broker.close();
        issuer.close();
    }

    // the others need a version that serves
    @Order(1)
    @Test
    void shouldAnswerJoinAndLearnWithNoMoreThanTheDocumentedAcls() throws IOException {
        // Given
        Http http = new Http(FreePorts.takeOne());
        serve("learn", "--batch-size=1");
        serve("classify", "--classify-threads=1");
        serve("shadow");
        serve("join");
        serve("web", "--http-port=" + http.port());
        try {
            // When
            Path picture = picture("a.png");
            sendBadImage();
            CommandRun produced = run("produce", "produce", picture.toString(), "--wait");
            CommandRun consumed =
                    run("consume", "consume --from-beginning --max 1 --timeout 60 --json");

            // Then
            assertThat(produced.exitCode()).as(produced.err()).isZero();
            assertThat(consumed.out()).contains("\"id\":\"a.png\"");
            assertThat(run("models", "models shadow 000000").err()).isEmpty();
            await("an answer of the shadow", () -> hasRecords("predictions-shadow"));
            assertThat(run("label", "label", "a.png", "3").exitCode()).isZero();
            await("a score of what was joined", () -> hasRecords("scores"));
            await("a dead letter", () -> hasRecords("images-dlq"));
            await("a page that reads", () -> status(http, "/readyz") == 200);
            assertThat(asked(http, picture)).contains("\"label\"");
            assertThat(run("topics", "topics check").err()).isEmpty();
        } finally {
            stop();
        }
    }

    // what learned and answered has left them something
    @Order(2)
    @Test
    void shouldRunToolsWithNoMoreThanTheDocumentedAcls() throws IOException {
        IdxWriter.write(folder, Split.TEST, List.of(TestNetworks.picture(1)));
        CommandRun replayed = run("replay", "replay --split test --data " + folder);

        assertThat(replayed.out()).contains("sent 1 images to images");
        assertThat(run("models", "models promote 000000").out()).contains(" serves, pinned");
        assertThat(run("models", "models compare").out()).contains("000000-");
        assertThat(run("dlq", "dlq list").out()).contains("images-dlq-");
        assertThat(run("dlq", "dlq resend --all").out()).isEqualTo("sent 1 again\n");
    }

    /** Each operation on each resource by itself, taken away and given back. */
    @Test
    void shouldNeedEveryAclOfTheScript() {
        Map<String, List<AclBinding>> acls =
                AclLines.bindings(Map.of()).stream()
                        .collect(groupingBy(acl -> acl.entry().principal().substring(5)));

        assertThat(acls.keySet()).isEqualTo(configs.keySet());
        try (Admin admin = broker.connect()) {
            makeStateTopics(admin);
            acls.forEach((user, own) -> assertNeeded(admin, user, own));
        }
    }

    private static void assertNeeded(Admin admin, String user, List<AclBinding> acls) {
        try (WithoutAcl client = new WithoutAcl(user, clientOf(user))) {
            for (AclBinding acl : acls) {
                KafkaCalls.await(admin.deleteAcls(List.of(acl.toFilter())).all());
                Waiting.until(user + " fails without " + acl, () -> !client.works(acl));
                KafkaCalls.await(admin.createAcls(List.of(acl)).all());
                Waiting.until(user + " works with " + acl, () -> client.works(acl));
            }
        }
    }

    /** Topics as roles make them for their state, with something to read. */
    private static void makeStateTopics(Admin admin) {
        for (String role : List.of("learn", "join")) {
            String topic = "afluente-" + role + "-mnist-" + WithoutAcl.STATE;
            KafkaCalls.await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
            try (RecordSender sender = new RecordSender(adminClient(), 1000)) {
                sender.send(new ProducerRecord<>(topic, "{}".getBytes(UTF_8)));
                sender.flush();
            }
        }
    }

    @ParameterizedTest(name = "{0} without {1} of {2} {3}")
    @CsvSource({
        "classify, Read, --topic, images, 'images: |classify needs READ there'",
        "classify, Write, --topic, predictions, 'predictions: |classify needs WRITE there'",
        "classify, Read, --group, afluente-classify-mnist, 'Read group afluente-classify-mnist'",
        "classify, Write, --transactional-id, afluente-classify-mnist, 'transactional ids'",
        "shadow, Write, --topic, predictions-shadow, 'shadow needs WRITE there'",
        "learn, Write, --topic, scores, 'scores: |learn needs WRITE there'",
        "learn, Create, --topic, afluente-learn-mnist-, 'afluente-learn-mnist-learner-changelog'",
        "join, Read, --topic, feedback, 'feedback: |join needs READ there'",
        "web, Read, --topic, scores, 'scores: |web needs READ there'",
    })
    void shouldSayWhatARoleMayNotDo(
            String role, String operation, String kind, String name, String said) {
        String line = lineOf(role, operation, kind, name);
        AclLines.remove(broker, line);
        try {
            CommandRun ended = serve(role).end();

            assertThat(ended.err()).contains(said.split("\\|", -1)).doesNotContain("\tat ");
            assertThat(ended.exitCode()).isEqualTo(2);
        } finally {
            AclLines.add(broker, line);
            stop();
        }
    }

    @Test
    void shouldSayWhatACommandMayNotDo() throws IOException {
        CommandRun written = run("consume", "produce", picture("b.png").toString());
        CommandRun read = run("label", "consume --wrong --timeout 1");

        assertThat(written.err()).contains("images: produce needs WRITE");
        assertThat(written.exitCode()).isEqualTo(2);
        assertThat(read.err()).contains("feedback: consume needs READ");
        assertThat(read.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAWrongLoginAndKeepItToItself() {
        String wrong = "not-the-password";
        CommandRun scram =
                CommandRun.of(
                        words(broker.saslAddress(), broker.scram("nobody", wrong), "topics check"));
        CommandRun tls =
                CommandRun.of(words(broker.tlsAddress(), configs.get("learn"), "topics check"));

        assertThat(scram.err()).contains("refused the login").doesNotContain(wrong);
        assertThat(scram.exitCode()).isEqualTo(2);
        assertThat(tls.err()).contains("afluente: ").doesNotContain("\tat ");
        assertThat(tls.exitCode()).isEqualTo(2);
    }

    private CommandThread serve(String role, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--roles=" + role,
                                "--state-dir="
                                        + folder.resolve("state-" + STARTS.incrementAndGet()),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")));
        words.addAll(List.of(more));
        if (words.stream().noneMatch(word -> word.startsWith("--http-port"))) {
            words.add("--http-port=0");
        }
        CommandThread thread =
                CommandThread.start(words(role, "serve", words.toArray(String[]::new)));
        serving.add(thread);
        return thread;
    }

    private void stop() {
        serving.forEach(CommandThread::close);
        serving.clear();
    }

    /** Runs a command as a user of the broker. */
    private static CommandRun run(String user, String command, String... more) {
        return CommandRun.of(words(user, command, more));
    }

    private static String[] words(String user, String command, String... more) {
        String address = addresses.getOrDefault(user, broker.saslAddress());
        return words(address, configs.get(user), command, more);
    }

    private static String[] words(String address, Path config, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("--bootstrap-server", address, "--config", config.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String lineOf(String user, String operation, String kind, String name) {
        return AclLines.of(user).stream()
                .filter(line -> AclLines.values(line, "--operation").contains(operation))
                .filter(line -> AclLines.values(line, kind).contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasRecords(String topic) {
        try (var reader = new TopicReader(adminClient(), topic, TopicReader.From.BEGINNING)) {
            return !reader.next().isEmpty();
        }
    }

    private static Map<String, Object> adminClient() {
        return client(broker.admin(), broker.tlsAddress());
    }

    private static Map<String, Object> clientOf(String user) {
        return client(configs.get(user), addresses.getOrDefault(user, broker.saslAddress()));
    }

    private static Map<String, Object> client(Path file, String address) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> config = new HashMap<>();
        properties.forEach((key, value) -> config.put(key.toString(), value));
        config.put("bootstrap.servers", address);
        return config;
    }

    private static void sendBadImage() {
        try (RecordSender sender = new RecordSender(adminClient(), 1000)) {
            sender.send(new ProducerRecord<>("images", "{}".getBytes(UTF_8)));
            sender.flush();
        }
    }

    private static String asked(Http http, Path picture) throws IOException {
        return http.post(
                        "/api/images",
                        Files.readAllBytes(picture),
                        "Content-Type",
                        "image/png",
                        "X-Afluente",
                        "1")
                .body();
    }

    private static int status(Http http, String path) {
        try {
            return http.get(path).statusCode();
        } catch (AssertionError nobodyListens) {
            return 0;
        }
    }

    /** Waits until something is so; fails if a role ends before. */
    private void await(String what, BooleanSupplier condition) {
        serving.get(0)
                .await(
                        what,
                        () -> {
                            serving.forEach(CommandThread::assertLives);
                            return condition.getAsBoolean();
                        });
    }

    private static Path picture(String name) throws IOException {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        picture.createGraphics().fillRect(12, 4, 4, 20);
        Path file = folder.resolve(name);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }
}
