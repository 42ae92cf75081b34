package io.afluente.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestCluster;
import io.afluente.Waiting;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.registry.Manifest;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs the learner of a former version, kills it in the midst of its work, and writes down what it
 * left. Its README says how to run it.
 */
final class StoppedLearnerMaker implements AutoCloseable {
    private static final String ID = "afluente-learn-mnist";
    private static final String CHANGELOG = ID + "-learner-changelog";
    private static final int LEARNED_BEFORE = 100;
    private static final int ALL = 240;

    private final Path program;
    private final Path work;
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final TestCluster cluster;
    private final ImageRecords images;
    private int sent;
    private Process process;

    private StoppedLearnerMaker(Path program) throws IOException {
        this.program = program;
        this.work = Files.createTempDirectory("stopped-learner");
        this.cluster =
                new TestCluster(broker.bootstrapServers(), Topics.withPrefix("")).withTopics();
        this.images = new ImageRecords(cluster.topics().labeledImages(), ImageRecords.Format.RAW);
    }

    /**
     * Writes both files.
     *
     * @param args the folder of the former version, built; then the folder to write to
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        try (StoppedLearnerMaker maker = new StoppedLearnerMaker(Path.of(args[0]))) {
            maker.start();
            maker.send(LEARNED_BEFORE);
            maker.learnUntil(false);
            maker.kill();
            StoppedLearner midBatch = maker.left();
            maker.start();
            maker.learnUntil(true);
            maker.kill();
            StoppedLearner afterCheckpoint = maker.left();
            maker.start();
            maker.finish();
            maker.kill();
            maker.write(midBatch, folder.resolve(StoppedLearner.MID_BATCH));
            maker.write(afterCheckpoint, folder.resolve(StoppedLearner.CHECKPOINT_IN_JOURNAL));
        }
        System.exit(0);
    }

    private void start() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(program.resolve("afluente").toString());
        words.addAll(List.of(cluster.arguments("serve")));
        words.addAll(FormerSettings.serve(work));
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("OMP_NUM_THREADS", "1");
        process = builder.start();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void send(int upTo) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (; sent < upTo; sent++) {
            records.add(record(sent));
        }
        cluster.send(records);
        Waiting.until("all is read", () -> committed() == sent);
    }

    /** Goes on, few records at a time, until the state is such that it is worth keeping. */
    private void learnUntil(boolean checkpointInJournal) {
        do {
            send(sent + 3);
        } while (!isMidBatch() || journal() < 16 || checkpointInJournal != cutInJournal());
        System.out.printf(
                "%d records, journal of %d, checkpoint in it: %s%n",
                sent, journal(), cutInJournal());
    }

    private void finish() {
        send(ALL);
        cluster.send(
                List.of(
                        ControlRecords.of(
                                cluster.topics().labeledImages(), Control.Order.CHECKPOINT)));
        sent++;
        Waiting.until("all is read", () -> committed() == sent);
    }

    private long committed() {
        TopicPartition log = new TopicPartition(cluster.topics().labeledImages(), 0);
        try (Admin admin = Admin.create(cluster.client())) {
            OffsetAndMetadata offset =
                    KafkaCalls.await(
                                    admin.listConsumerGroupOffsets(ID)
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

    private long journal() {
        return latest(CHANGELOG).keySet().stream().filter(k -> k.startsWith("journal/")).count();
    }

    private boolean cutInJournal() {
        byte[] first = latest(CHANGELOG).get("journal/00000000").value();
        // a byte says that it is an example, then comes its offset
        long offset = ByteBuffer.wrap(first, 1, Long.BYTES).getLong();
        List<Manifest> manifests = StoppedLearner.manifests(manifestLines().stream()).toList();
        return manifests.get(manifests.size() - 1).lineage().nextOffset() > offset;
    }

    private List<Line> manifestLines() {
        return lines(cluster.topics().models()).stream()
                .filter(line -> StoppedLearner.manifests(Stream.of(line)).findAny().isPresent())
                .toList();
    }

    private StoppedLearner left() {
        return new StoppedLearner(
                ID,
                committed(),
                List.of(),
                List.copyOf(latest(cluster.topics().models()).values()),
                lines(cluster.topics().scores()),
                List.copyOf(latest(CHANGELOG).values()),
                List.of(),
                List.of());
    }

    private void write(StoppedLearner left, Path file) throws IOException {
        StoppedLearner whole =
                new StoppedLearner(
                        left.applicationId(),
                        left.nextOffset(),
                        lines(cluster.topics().labeledImages()),
                        left.models(),
                        left.scores(),
                        left.changelog(),
                        lines(cluster.topics().scores()),
                        manifestLines());
        try (var out = Files.newOutputStream(file)) {
            whole.write(out);
        }
    }

    /** The latest record of each key, as compaction leaves them. */
    private Map<String, Line> latest(String topic) {
        Map<String, Line> latest = new LinkedHashMap<>();
        for (Line line : lines(topic)) {
            String key = new String(line.key(), UTF_8);
            latest.remove(key);
            if (line.value() != null) {
                latest.put(key, line);
            }
        }
        return latest;
    }

    private List<Line> lines(String topic) {
        return cluster.read(topic).stream().map(Line::of).toList();
    }

    /** A row that tells the label, more or less bright: weights of few values pack well. */
    private ProducerRecord<byte[], byte[]> record(int number) {
        Random random = new Random(number);
        int shown = random.nextInt(10);
        byte bright = (byte) (100 + 20 * random.nextInt(5));
        byte[] pixels = new byte[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 28 / 2 == shown + 2 ? bright : 0;
        }
        int label = random.nextInt(8) == 0 ? random.nextInt(10) : shown;
        return images.of(
                "id-" + number,
                new LabeledImage(new Image(new InputShape(28, 28, 1), pixels), label));
    }

    @Override
    public void close() {
        broker.close();
    }
}
