package io.afluente.model.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes what {@link NetworkFolder} reads.
 *
 * @param spec the network, whose name the folder gets
 * @param training defaults of settings for it, by name
 * @param backbone the bytes of what stands before it
 * @param start what a line of versions may begin from
 */
public record NewNetworkFolder(
        NetworkSpec spec,
        Map<String, String> training,
        Optional<byte[]> backbone,
        Optional<SavedNetwork> start) {
    public NewNetworkFolder {
        if (Set.copyOf(spec.labels()).size() < spec.labels().size()) {
            throw new BadNetworkException(
                    "labels: each must be there once, got " + String.join(", ", spec.labels()));
        }
    }

    /** What a backbone's file is called there. */
    public static final String BACKBONE = "backbone.onnx";

    /** And what the network to start from is called. */
    public static final String START = "start.zip";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build();

    /**
     * Writes the folder, all or nothing, and reads it back.
     *
     * @param folder that is not there yet; its name is the network's
     * @throws io.afluente.model.BadNetworkException if there can be no such network
     */
    public NetworkFolder write(Path folder) throws IOException {
        Path models = folder.toAbsolutePath().getParent();
        Files.createDirectories(models);
        Path draft = Files.createTempDirectory(models, ".new-model");
        Path inside = draft.resolve(folder.getFileName());
        Map<String, byte[]> files = files();
        try {
            Files.createDirectory(inside);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(inside.resolve(file.getKey()), file.getValue());
            }
            NetworkFolder read = NetworkFolder.read(inside);
            Files.move(inside, folder);
            return read;
        } finally {
            for (String file : files.keySet()) {
                Files.deleteIfExists(inside.resolve(file));
            }
            Files.deleteIfExists(inside);
            Files.deleteIfExists(draft);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (!NoHead.is(spec)) {
            files.put("network.json", bytes(spec.configuration()));
        }
        files.put("model.json", bytes(model()));
        backbone.ifPresent(file -> files.put(BACKBONE, file));
        start.ifPresent(network -> files.put(START, NetworkFile.write(network)));
        return files;
    }

    private static byte[] bytes(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String model() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        InputShape picture = spec.pictures().shape();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("height", picture.height());
        input.put("width", picture.width());
        input.put("channels", picture.channels());
        fields.put("input", input);
        fields.put("labels", spec.labels());
        if (spec.backbone().isEmpty() || !isAsItIs(spec.normalisation())) {
            fields.put("normalisation", spec.normalisation());
        }
        if (NoHead.is(spec)) {
            fields.put("head", NoHead.WORD);
        }
        spec.backbone().ifPresent(of -> fields.put("backbone", json(of)));
        fields.put("training", numbers());
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(lines).writeValueAsString(fields);
    }

    private Map<String, Object> numbers() {
        Map<String, Object> values = new TreeMap<>();
        training.forEach(
                (name, value) ->
                        values.put(name, value.matches("[0-9.]+") ? new BigDecimal(value) : value));
        return values;
    }

    private static boolean isAsItIs(Normalisation normalisation) {
        return normalisation.equals(new Normalisation(List.of(0f), List.of(1f)));
    }

    private static BackboneJson json(BackboneSpec of) {
        return BackboneJson.of(of).in(BACKBONE);
    }
}
