package io.afluente.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestCluster;
import io.afluente.Waiting;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs a service that was built in another folder, kills it while its learner is in the midst of a
 * mini-batch, and writes down what it left: its topics, and the file of its latest checkpoint.
 *
 * <p>What is kept is to be read for ever, so it is made anew only after a declared change: of the
 * arithmetic, of the rules of learning or of a format, and then by the commit before that change.
 * To do so, check that commit out into a folder, run {@code mvn -B -DskipTests package} there,
 * compile the tests here, delete the old checkpoint there, and run this class with the tests' class
 * path:
 *
 * <pre>KeptServiceMaker FOLDER src/test/resources/io/afluente/upgrade/before-rooms</pre>
 */
final class KeptServiceMaker implements AutoCloseable {
    private static final List<ImageRecords.Format> FORMATS = List.of(ImageRecords.Format.values());
    private static final String GROUP = "afluente-learn-small";
    private static final int LEARNED_BEFORE = 100;
    private static final int ALL = 200;
    private static final int IMAGES = 12;
    private static final InputShape SHAPE = new InputShape(12, 12, 1);

    private final Path program;
    private final Path kept;
    private final Path work;
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final TestCluster cluster;
    private int sent;
    private int answered;
    private Process process;

    private KeptServiceMaker(Path program, Path kept) throws IOException {
        this.program = program;
        this.kept = kept;
        this.work = Files.createTempDirectory("kept-service");
        this.cluster =
                new TestCluster(broker.bootstrapServers(), Topics.withPrefix("")).withTopics();
    }

    /**
     * Writes both files.
     *
     * @param args the folder of the program, built; then the folder to write to
     */
    public static void main(String[] args) throws Exception {
        try (var maker = new KeptServiceMaker(Path.of(args[0]), Path.of(args[1]))) {
            maker.run();
        }
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Topics names = cluster.topics();
        start();
        answer();
        learnUntilMidBatch();
        answer();
        sendDamaged();
        kill();
        Map<String, List<Line>> topics = topics();
        keepLatestFile();
        start();
        finish();
        kill();
        topics.put(names.labeledImages(), lines(names.labeledImages()));
        topics.put(KeptService.ALL_SCORES, lines(names.scores()));
        topics.put(KeptService.ALL_MODELS, manifests());
        try (var out = Files.newOutputStream(kept.resolve(KeptService.FILE))) {
            new KeptService(topics).write(out);
        }
    }

    private void start() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(program.resolve("afluente").toString());
        words.addAll(List.of(cluster.arguments("serve")));
        words.addAll(
                List.of(
                        "--roles=classify,learn",
                        "--http-port=0",
                        "--learn-commit-ms=50",
                        "--classify-threads=1",
                        "--settings=" + kept.resolve("settings.properties"),
                        "--models-dir=" + kept.resolve("models"),
                        "--state-dir=" + work.resolve("state"),
                        "--checkpoint-dir=" + work.resolve("checkpoints")));
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("OMP_NUM_THREADS", "1");
        process = builder.start();
    }

    private void kill() throws InterruptedException {
        // the launcher becomes the program, so this is no other process
        process.destroyForcibly().waitFor();
    }

    /** Sends images of all kinds, and waits for their predictions. */
    private void answer() {
        int upTo = answered + IMAGES;
        for (; answered < upTo; answered++) {
            var format = FORMATS.get(answered % 3);
            var images = new ImageRecords(cluster.topics().images(), format);
            cluster.send(List.of(first(images.of("image-" + answered, picture(answered).image()))));
        }
        Waiting.until(
                "all are answered", () -> lines(cluster.topics().predictions()).size() == answered);
    }

    private void sendDamaged() {
        String images = cluster.topics().images();
        cluster.send(
                List.of(
                        first(
                                new ProducerRecord<>(
                                        images, "bad".getBytes(UTF_8), "{}".getBytes(UTF_8)))));
        Waiting.until("a dead letter", () -> !lines(deadLetters()).isEmpty());
    }

    private String deadLetters() {
        return cluster.topics().deadLettersOf(cluster.topics().images());
    }

    /** All kept topics have one partition in use. */
    private static ProducerRecord<byte[], byte[]> first(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), 0, null, record.key(), record.value(), record.headers());
    }

    private void learnUntilMidBatch() {
        send(LEARNED_BEFORE / 2);
        sendOrder(Control.Order.CLOSE_BATCH);
        send(LEARNED_BEFORE);
        do {
            send(sent + 3);
        } while (!isMidBatch());
        System.out.printf("%d records%n", sent);
    }

    private void finish() {
        send(ALL);
        sendOrder(Control.Order.CHECKPOINT);
    }

    private void send(int upTo) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (; sent < upTo; sent++) {
            var format = FORMATS.get(sent % 3);
            var images = new ImageRecords(cluster.topics().labeledImages(), format);
            records.add(first(images.of("id-" + sent, picture(sent))));
        }
        cluster.send(records);
        awaitCommit();
    }

    private void sendOrder(Control.Order order) {
        cluster.send(List.of(first(ControlRecords.of(cluster.topics().labeledImages(), order))));
        sent++;
        awaitCommit();
    }

    private void awaitCommit() {
        Waiting.until("all is read", () -> committed() == sent);
    }

    private long committed() {
        TopicPartition log = new TopicPartition(cluster.topics().labeledImages(), 0);
        try (Admin admin = Admin.create(cluster.client())) {
            OffsetAndMetadata offset =
                    KafkaCalls.await(
                                    admin.listConsumerGroupOffsets(GROUP)
                                            .partitionsToOffsetAndMetadata())
                            .get(log);
            return offset == null ? 0 : offset.offset();
        }
    }

    private boolean isMidBatch() {
        List<Line> scores = lines(cluster.topics().scores());
        String last = new String(scores.get(scores.size() - 1).value(), UTF_8);
        return sent - 1 > Integer.parseInt(last.replaceAll(".*\"toOffset\":(\\d+).*", "$1")) + 2;
    }

    private Map<String, List<Line>> topics() {
        Topics topics = cluster.topics();
        Map<String, List<Line>> kept = new LinkedHashMap<>();
        Stream.of(topics.images(), topics.predictions(), deadLetters(), topics.scores())
                .forEach(topic -> kept.put(topic, lines(topic)));
        Stream.of(topics.models(), topics.learnerStates(), KeptService.CHANGELOG)
                .forEach(topic -> kept.put(topic, latest(topic)));
        return kept;
    }

    private void keepLatestFile() throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("checkpoints"))) {
            Path latest = files.sorted().reduce((first, then) -> then).orElseThrow();
            Files.copy(
                    latest,
                    kept.resolve(latest.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Line> manifests() {
        return KeptService.manifests(lines(cluster.topics().models())).toList();
    }

    /** The latest record of each key, as compaction leaves them. */
    private List<Line> latest(String topic) {
        Map<String, Line> latest = new LinkedHashMap<>();
        for (Line line : lines(topic)) {
            String key = new String(line.key(), UTF_8);
            latest.remove(key);
            if (line.value() != null) {
                latest.put(key, line);
            }
        }
        return List.copyOf(latest.values());
    }

    private List<Line> lines(String topic) {
        return cluster.read(topic).stream().map(Line::of).toList();
    }

    /** A bright stripe whose height tells the label; one label in eight is wrong. */
    private static LabeledImage picture(int number) {
        // neighbouring seeds begin alike
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        int shown = random.nextInt(4);
        byte[] pixels = new byte[SHAPE.size()];
        IntStream.range(0, pixels.length)
                .filter(i -> i / SHAPE.width() / 3 == shown)
                .forEach(i -> pixels[i] = (byte) (100 + 30 * random.nextInt(5)));
        int label = random.nextInt(8) == 0 ? random.nextInt(4) : shown;
        return new LabeledImage(new Image(SHAPE, pixels), label);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        broker.close();
    }
}
