package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.network.NetworkDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network as the bytes of a checkpoint: the zip file that DL4J's {@code ModelSerializer} writes
 * and reads, with {@code model.json} and the extras as further entries.
 *
 * <p>The same network always gives the same bytes. Bytes from outside are read with limits, without
 * Java deserialization, and DL4J sees none of them but a configuration that names only its own
 * classes.
 */
public final class NetworkFile {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    static final String UPDATER_STATE = "updaterState.bin";
    private static final String MODEL = "model.json";
    static final String EXTRA = "afluente/";
    private static final Pattern KNOWN =
            Pattern.compile(
                    "configuration\\.json|coefficients\\.bin|updaterState\\.bin|model\\.json"
                            + "|afluente/[a-z0-9][a-z0-9.-]{0,63}");

    /** What DL4J's {@code ModelSerializer} writes besides. */
    private static final Pattern DL4JS_OWN =
            Pattern.compile(
                    "normalizer\\.bin|preprocessor\\.bin|noParams\\.marker|objects/.{1,200}");

    private static final String INSTEAD = "how pixels become inputs is said in model.json";
    private static final Logger LOG = LoggerFactory.getLogger(NetworkFile.class);
    private static final int MAX_JSON_BYTES = 1 << 20;
    private static final long MAX_BYTES = 2_000_000_000L;
    // AMSGrad keeps three values for each parameter, and no updater keeps more.
    private static final long MAX_STATE = 3;
    private static final LruCache<NetworkSpec, NetworkSpec> FITTING =
            new LruCache<>(
                    spec -> {
                        NetworkShapes.check(spec);
                        return spec;
                    });

    private NetworkFile() {}

    public static byte[] write(SavedNetwork network) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(CONFIGURATION, configuration(network));
        entries.put(COEFFICIENTS, NdArrayFormat.write(network.parameters()));
        if (network.updaterState().length > 0) {
            entries.put(UPDATER_STATE, NdArrayFormat.write(network.updaterState()));
        }
        entries.put(MODEL, ModelJson.of(network.spec()).toBytes());
        network.extras().forEach((name, content) -> entries.put(EXTRA + name, content));
        checkNames(entries);
        return ZipContents.write(entries);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws BadNetworkException that names the entry and says what is wrong
     */
    public static SavedNetwork read(byte[] file) {
        Map<String, byte[]> entries = entries(file);
        ModelJson model = part(entries, MODEL, ModelJson::parse);
        if (model.name() == null) {
            throw new BadNetworkException(MODEL + ": name: is missing");
        }
        return network(entries, configuration -> model.spec(model.name(), configuration));
    }

    /**
     * Reads a file that DL4J alone wrote and that says nothing of labels and pictures. A file of
     * ours is taken too, but what it says of itself is not, except for labels that it has after
     * those of the other.
     *
     * @param like gives name, input, labels and normalisation
     */
    public static SavedNetwork read(byte[] file, NetworkSpec like) {
        Map<String, byte[]> entries = entries(file);
        ModelJson model = ModelJson.of(like).with(labels(entries, like));
        return network(entries, configuration -> model.spec(like.name(), configuration));
    }

    private static List<String> labels(Map<String, byte[]> entries, NetworkSpec like) {
        try {
            return Optional.ofNullable(entries.get(MODEL))
                    .map(json -> ModelJson.parse(json).labels())
                    .filter(like::areAtTheBeginningOf)
                    .orElse(like.labels());
        } catch (BadNetworkException whatItSaysDoesNotCount) {
            return like.labels();
        }
    }

    /**
     * The bytes of a file that should hold a network.
     *
     * @throws BadNetworkException if there are too many of them
     */
    public static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new BadNetworkException("more than 2 GB");
        }
        return Files.readAllBytes(file);
    }

    /** The configuration of a file that DL4J alone wrote, as canonical JSON. */
    public static String configurationOf(byte[] file) {
        Map<String, byte[]> entries = entries(file);
        return part(entries, CONFIGURATION, NetworkFile::configuration).canonical();
    }

    /** What is in a file, but for what only programs with DL4J have a use for. */
    static Map<String, byte[]> entries(byte[] file) {
        Map<String, byte[]> entries = ZipContents.read(file, NetworkFile::mayBeThere);
        for (String name : Set.copyOf(entries.keySet())) {
            if (!isKnown(name)) {
                LOG.info("{} in a network's file is passed over: {}", name, INSTEAD);
                entries.remove(name);
            }
        }
        return entries;
    }

    private static SavedNetwork network(
            Map<String, byte[]> entries, Function<String, NetworkSpec> describe) {
        ReadConfiguration configuration = part(entries, CONFIGURATION, NetworkFile::configuration);
        NetworkSpec spec = FITTING.of(describe.apply(configuration.canonical()));
        float[] parameters = part(entries, COEFFICIENTS, NdArrayFormat::read);
        float[] state =
                entries.containsKey(UPDATER_STATE)
                        ? part(entries, UPDATER_STATE, NdArrayFormat::read)
                        : new float[0];
        checkSizes(configuration, parameters.length, state.length);
        return new SavedNetwork(spec, parameters, state, configuration.steps(), extras(entries));
    }

    private static void checkSizes(ReadConfiguration configuration, long parameters, long state) {
        long expected = configuration.parameters();
        if (parameters != expected) {
            throw new BadNetworkException(
                    COEFFICIENTS
                            + ": the configuration has "
                            + expected
                            + " parameters, there are "
                            + parameters);
        }
        if (state > MAX_STATE * parameters) {
            throw new BadNetworkException(
                    UPDATER_STATE + ": no updater keeps " + state + " values");
        }
        if (configuration.steps() < 0) {
            throw new BadNetworkException(
                    "%s: iterationCount: at least 0, not %d"
                            .formatted(CONFIGURATION, configuration.steps()));
        }
    }

    private static Map<String, byte[]> extras(Map<String, byte[]> entries) {
        Map<String, byte[]> extras = new TreeMap<>();
        entries.forEach(
                (name, content) -> {
                    if (name.startsWith(EXTRA)) {
                        extras.put(name.substring(EXTRA.length()), content);
                    }
                });
        return extras;
    }

    private static <T> T part(
            Map<String, byte[]> entries, String name, Function<byte[], T> reader) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new BadNetworkException(name + ": is missing");
        }
        if (name.endsWith(".json") && content.length > MAX_JSON_BYTES) {
            throw new BadNetworkException(name + ": more than " + MAX_JSON_BYTES + " bytes");
        }
        try {
            return reader.apply(content);
        } catch (BadNetworkException e) {
            throw new BadNetworkException(name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] configuration(SavedNetwork network) {
        NetworkDefinition configuration = NetworkConfiguration.read(network.spec().configuration());
        configuration.setSteps(NetworkConfiguration.iteration(network.steps()));
        return configuration.toJson().getBytes(StandardCharsets.UTF_8);
    }

    private static ReadConfiguration configuration(byte[] json) {
        return ReadConfiguration.of(new String(json, StandardCharsets.UTF_8));
    }

    private static void checkNames(Map<String, byte[]> entries) {
        for (String name : entries.keySet()) {
            if (!isKnown(name)) {
                throw new IllegalArgumentException("an extra can't be called \"" + name + "\"");
            }
        }
    }

    private static boolean mayBeThere(String name) {
        return isKnown(name) || DL4JS_OWN.matcher(name).matches();
    }

    static boolean isKnown(String name) {
        return KNOWN.matcher(name).matches();
    }
}
