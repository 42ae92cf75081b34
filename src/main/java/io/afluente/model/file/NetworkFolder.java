package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network as its folder {@code models/<name>/} describes it: {@code network.json} is DL4J's own
 * JSON of the configuration, {@code model.json} the rest. A backbone that serves as it is has no
 * {@code network.json}.
 *
 * @param training defaults of settings for this model, by setting name
 * @param backbone where the file of its backbone is meant to be; empty where it has none, or says
 *     no file
 */
public record NetworkFolder(
        NetworkSpec spec, Map<String, String> training, Optional<Path> backbone) {
    private static final String MODEL = "model.json";
    private static final long MAX_BYTES = 1 << 20;

    public NetworkFolder {
        training = Map.copyOf(training);
    }

    /**
     * Reads a folder and checks that its network takes such pictures and has as many outputs as
     * labels.
     *
     * @throws BadNetworkException that names the file and the field
     */
    public static NetworkFolder read(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Path model = folder.resolve(MODEL);
        Path network = folder.resolve("network.json");
        ModelJson json = model(model);
        String configuration =
                json.head() == null
                        ? naming(network, () -> canonical(bytes(network)))
                        : naming(network, () -> none(network));
        NetworkSpec spec = naming(model, () -> json.spec(name, configuration));
        return naming(
                folder,
                () -> {
                    NetworkShapes.check(spec);
                    return new NetworkFolder(spec, json.training(), backbone(folder, json));
                });
    }

    private static Optional<Path> backbone(Path folder, ModelJson json) {
        return Optional.ofNullable(json.backbone()).map(BackboneJson::file).map(folder::resolve);
    }

    /**
     * Reads only what senders of pictures need to know, without a look at the network itself.
     *
     * @throws BadNetworkException that names the file and the field
     */
    public static ModelCard card(Path folder) {
        ModelJson json = model(folder.resolve(MODEL));
        return new ModelCard(json.pictures(), json.labels(), json.ink() != null);
    }

    private static ModelJson model(Path file) {
        ModelJson json = naming(file, () -> ModelJson.parse(bytes(file)));
        if (json.name() != null) {
            throw new BadNetworkException(file + ": name: is the folder's, leave it out");
        }
        return json;
    }

    private static String none(Path network) {
        if (Files.exists(network)) {
            throw new BadNetworkException(
                    "is there, but model.json says that there is no head; remove one of the two");
        }
        return NoHead.configuration();
    }

    private static String canonical(byte[] json) {
        return NetworkConfiguration.canonical(
                NetworkConfiguration.read(new String(json, StandardCharsets.UTF_8)));
    }

    private static <T> T naming(Path file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadNetworkException e) {
            throw new BadNetworkException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadNetworkException("more than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BadNetworkException("there is no such file", e);
        } catch (IOException e) {
            throw new BadNetworkException("can't be read: " + e.getMessage(), e);
        }
    }
}
