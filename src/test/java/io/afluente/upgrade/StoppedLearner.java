package io.afluente.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestCluster;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.stream.topic.KafkaCalls;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a learner of a former version left on its cluster when it was killed, and what it made of
 * the rest of its log when it was started again.
 *
 * @param applicationId of the learner, its group's name; without a topic prefix
 * @param nextOffset the group's offset on the labelled stream
 * @param labeled the whole labelled stream, also what was sent after the stop
 * @param models the topic of models at the stop
 * @param scores the topic of scores at the stop
 * @param changelog of the learner's store at the stop
 * @param allScores the topic of scores once the former version had learned all of the log
 * @param allModels the manifests that the former version ever wrote
 */
public record StoppedLearner(
        String applicationId,
        long nextOffset,
        List<Line> labeled,
        List<Line> models,
        List<Line> scores,
        List<Line> changelog,
        List<Line> allScores,
        List<Line> allModels) {
    /** Stopped between two checkpoints, in the midst of a mini-batch. */
    public static final String MID_BATCH = "mid-batch.gz";

    /** Stopped in the midst of a mini-batch, with a checkpoint in its journal. */
    public static final String CHECKPOINT_IN_JOURNAL = "checkpoint-in-journal.gz";

    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final int FORMAT = 1;
    private static final int NONE = -1;
    // as the former version made it
    private static final Map<String, String> CHANGELOG =
            Map.of(
                    "cleanup.policy", "compact",
                    "segment.bytes", "16777216",
                    "segment.ms", "60000",
                    "min.cleanable.dirty.ratio", "0.1",
                    "delete.retention.ms", "60000");

    /** A record of a topic of one partition. */
    public record Line(byte[] key, byte[] value, Map<String, byte[]> headers, long timestamp) {
        static Line of(ConsumerRecord<byte[], byte[]> record) {
            Map<String, byte[]> headers = new LinkedHashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), header.value()));
            return new Line(record.key(), record.value(), headers, record.timestamp());
        }
    }

    /** One of the files beside this class's resources. */
    public static StoppedLearner read(String file) {
        try (InputStream resource = StoppedLearner.class.getResourceAsStream(file);
                DataInputStream in = new DataInputStream(new GZIPInputStream(resource))) {
            if (in.readInt() != FORMAT) {
                throw new IOException(file + " is of another format");
            }
            return new StoppedLearner(
                    in.readUTF(),
                    in.readLong(),
                    lines(in),
                    lines(in),
                    lines(in),
                    lines(in),
                    lines(in),
                    lines(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            out.writeInt(FORMAT);
            out.writeUTF(applicationId);
            out.writeLong(nextOffset);
            for (List<Line> lines :
                    List.of(labeled, models, scores, changelog, allScores, allModels)) {
                write(out, lines);
            }
        }
    }

    /**
     * Puts all that was there at the stop on a cluster, whose topics exist.
     *
     * @param applicationId the learner's, as the former version would have named it there
     */
    public void load(TestCluster cluster, String applicationId) {
        String changelogTopic = applicationId + "-learner-changelog";
        String log = cluster.topics().labeledImages();
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(
                    admin.createTopics(
                                    List.of(
                                            new NewTopic(changelogTopic, 1, (short) 1)
                                                    .configs(CHANGELOG)))
                            .all());
            send(cluster, 0, (int) nextOffset);
            cluster.send(records(cluster.topics().models(), models));
            cluster.send(records(cluster.topics().scores(), scores));
            cluster.send(records(changelogTopic, changelog));
            KafkaCalls.await(
                    admin.alterConsumerGroupOffsets(
                                    applicationId,
                                    Map.of(
                                            new TopicPartition(log, 0),
                                            new OffsetAndMetadata(nextOffset)))
                            .all());
        }
    }

    /** Sends more of the labelled stream. */
    public void send(TestCluster cluster, int from, int to) {
        cluster.send(records(cluster.topics().labeledImages(), labeled.subList(from, to)));
    }

    /** The manifests that the former version ever wrote. */
    public Stream<Manifest> manifests() {
        return manifests(allModels.stream());
    }

    /** The manifests among records of the topic of models. */
    static Stream<Manifest> manifests(Stream<Line> lines) {
        return lines.filter(line -> line.value() != null)
                .filter(line -> KEYS.versionOfManifest(new String(line.key(), UTF_8)).isPresent())
                .map(line -> Manifest.fromJson(line.value()));
    }

    static List<ProducerRecord<byte[], byte[]>> records(String topic, List<Line> lines) {
        return lines.stream().map(line -> record(topic, line)).toList();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Line line) {
        var record = new ProducerRecord<>(topic, 0, line.timestamp, line.key, line.value);
        line.headers.forEach(record.headers()::add);
        return record;
    }

    static List<Line> lines(DataInputStream in) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            byte[] key = bytes(in);
            byte[] value = bytes(in);
            Map<String, byte[]> headers = new LinkedHashMap<>();
            for (int header = in.readInt(); header > 0; header--) {
                headers.put(in.readUTF(), bytes(in));
            }
            lines.add(new Line(key, value, headers, in.readLong()));
        }
        return lines;
    }

    static void write(DataOutputStream out, List<Line> lines) throws IOException {
        out.writeInt(lines.size());
        for (Line line : lines) {
            write(out, line.key);
            write(out, line.value);
            out.writeInt(line.headers.size());
            for (Map.Entry<String, byte[]> header : line.headers.entrySet()) {
                out.writeUTF(header.getKey());
                write(out, header.getValue());
            }
            out.writeLong(line.timestamp);
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : in.readNBytes(length);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? NONE : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }
}
