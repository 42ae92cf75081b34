package io.afluente.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a whole service left behind, classifiers and a learner that was killed in the midst of a
 * mini-batch, and what it made of the rest of its log when it was started again.
 *
 * @param topics records of topics of one partition by the topic's name, as they were at the stop
 */
public record KeptService(Map<String, List<Line>> topics) {
    public static final String MODEL = "small";
    public static final String CHANGELOG = "afluente-learn-small-learner-changelog";

    /** Scores of all of the log, made before and after the stop. */
    static final String ALL_SCORES = "all scores";

    /** Records of models that were ever written, before and after the stop. */
    static final String ALL_MODELS = "all models";

    static final String FILE = "topics.gz";

    private static final String FOLDER = "before-rooms";
    private static final ModelKeys KEYS = new ModelKeys(MODEL);

    /** The one that is kept beside this class's resources. */
    public static KeptService read() {
        try (InputStream file = KeptService.class.getResourceAsStream(FOLDER + "/" + FILE);
                DataInputStream in = new DataInputStream(new GZIPInputStream(file))) {
            Map<String, List<Line>> topics = new LinkedHashMap<>();
            for (int count = in.readInt(); count > 0; count--) {
                topics.put(in.readUTF(), StoppedLearner.lines(in));
            }
            return new KeptService(topics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            out.writeInt(topics.size());
            for (Map.Entry<String, List<Line>> topic : topics.entrySet()) {
                out.writeUTF(topic.getKey());
                StoppedLearner.write(out, topic.getValue());
            }
        }
    }

    /** A file or a folder that is kept beside the records. */
    public static Path file(String name) {
        try {
            return Path.of(KeptService.class.getResource(FOLDER + "/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** The records of a topic. */
    public List<Line> topic(String name) {
        return topics.get(name);
    }

    /** The latest value of each key of a topic. */
    public Map<String, byte[]> values(String topic) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        topic(topic).forEach(line -> values.put(new String(line.key(), UTF_8), line.value()));
        return values;
    }

    /** The scores of all of the log, as JSON. */
    public List<byte[]> allScores() {
        return topic(ALL_SCORES).stream().map(Line::value).toList();
    }

    /** The manifests that were ever written. */
    public List<Manifest> allManifests() {
        return manifests(topic(ALL_MODELS)).map(line -> Manifest.fromJson(line.value())).toList();
    }

    /** The manifests among records of the topic of models. */
    public static Stream<Line> manifests(List<Line> models) {
        return models.stream()
                .filter(line -> line.value() != null)
                .filter(line -> KEYS.versionOfManifest(new String(line.key(), UTF_8)).isPresent());
    }
}
