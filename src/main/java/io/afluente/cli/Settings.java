package io.afluente.cli;

import io.afluente.registry.Signer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of one run, each from the first source that has it, else its default. Rooms never
 * see this: they get plain values.
 */
final class Settings {
    static final String MODEL = "model";
    static final String MODELS_DIR = "models-dir";
    static final String CHECKPOINT_DIR = "checkpoint-dir";
    static final String CHECKPOINT_KEY_FILE = "checkpoint-key-file";
    static final String APPLICATION_ID = "application-id";
    static final String ID_PREFIX = "id-prefix";
    static final String OTHER_MODELS = "other-models";
    static final String STATE_DIR = "state-dir";
    static final String INSTANCE_ID = "instance-id";
    static final String MAX_IMAGE_BYTES = "max-image-bytes";
    static final String MAX_UNPACKED_BYTES = "max-unpacked-bytes";
    static final String ENGINE = "engine";
    static final String CLASSIFY_THREADS = "classify-threads";
    static final String SLICE = "slice";
    static final String SLICE_BYTES = "slice-bytes";
    static final String POLL_RECORDS = "poll-records";
    static final String GUARANTEE = "guarantee";
    static final String CLASSIFY_COMMIT_MS = "classify-commit-ms";
    static final String BATCH_SIZE = "batch-size";
    static final String UPDATER = "updater";
    static final String LEARNING_RATE = "learning-rate";
    static final String FREEZE = "freeze";
    static final String SEED = "seed";
    static final String CHECKPOINT_EVERY = "checkpoint-every";
    static final String KEEP_CHECKPOINTS = "keep-checkpoints";
    static final String WINDOW = "window";
    static final String FADING = "fading";
    static final String LEARN_COMMIT_MS = "learn-commit-ms";
    static final String JOIN_MINUTES = "join-minutes";
    static final String JOIN_MEGABYTES = "join-megabytes";
    static final String HTTP_HOST = "http-host";
    static final String HTTP_PORT = "http-port";
    static final String HTTP_TOKEN = "http-token";

    static final ConfigDef DEFINITIONS = SettingDefinitions.all();

    private final List<SettingSource> sources;
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Reads and checks all settings.
     *
     * @param sources in the order in which they are asked
     * @throws UserError that names the source of a value that won't do
     */
    Settings(List<SettingSource> sources) {
        this.sources = List.copyOf(sources);
        DEFINITIONS.configKeys().values().forEach(key -> values.put(key.name, value(key)));
    }

    /** The same, but a model's own defaults come before ours. */
    Settings withTraining(Map<String, String> training) {
        List<SettingSource> more = new ArrayList<>(sources);
        more.add(
                SettingSource.named(
                        training, networkFolder().resolve("model.json") + ": training"));
        return new Settings(more);
    }

    String text(String name) {
        return (String) values.get(name);
    }

    int whole(String name) {
        return (Integer) values.get(name);
    }

    double real(String name) {
        return (Double) values.get(name);
    }

    /** A text that may be left empty. */
    Optional<String> givenText(String name) {
        return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    /** A number that may be left out. */
    Optional<Double> givenReal(String name) {
        return Optional.ofNullable((Double) values.get(name));
    }

    /** The layers that learn no more. */
    List<String> frozenLayers() {
        return ((List<?>) values.get(FREEZE)).stream().map(Object::toString).toList();
    }

    /** As many threads as are to classify: while one waits for its commit, another computes. */
    int classifyThreads() {
        int threads = whole(CLASSIFY_THREADS);
        return threads > 0 ? threads : 2 * Runtime.getRuntime().availableProcessors();
    }

    /** The folder that holds the network: {@code models/<name>} unless told otherwise. */
    Path networkFolder() {
        return folder(MODELS_DIR, Home.folder().resolve("models")).resolve(text(MODEL));
    }

    /** The folder that files of checkpoints are written to. */
    Path checkpointFolder() {
        return folder(CHECKPOINT_DIR, networkFolder().resolve("checkpoints"));
    }

    /** Signs versions where a key is given, and checks them. */
    Signer signer() {
        return givenText(CHECKPOINT_KEY_FILE).map(KeyFile::read).orElse(Signer.none());
    }

    /** The folder of local state. */
    Path stateFolder() {
        return folder(STATE_DIR, Home.folder().resolve(".afluente").resolve("state"));
    }

    private Path folder(String name, Path usual) {
        return givenText(name).map(Path::of).orElse(usual);
    }

    private Object value(ConfigKey key) {
        for (SettingSource source : sources) {
            String text = source.values().get(key.name);
            if (text != null) {
                return parse(key, text, source);
            }
        }
        return key.defaultValue;
    }

    private static Object parse(ConfigKey key, String text, SettingSource source) {
        try {
            Object value = ConfigDef.parseType(key.name, text, key.type);
            key.validator.ensureValid(key.name, value);
            return value;
        } catch (ConfigException e) {
            throw new UserError(
                    "%s: %s, got \"%s\""
                            .formatted(source.place().apply(key.name), words(key), text),
                    e);
        }
    }

    private static String words(ConfigKey key) {
        String words = ((Rule) key.validator).words();
        return key.type == ConfigDef.Type.INT
                ? words.replaceFirst("must be", "must be a whole number")
                : words;
    }
}
