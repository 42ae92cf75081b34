package io.afluente.model.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what {@link NetworkFolder} reads.
 *
 * @param spec the network, whose name the folder gets
 * @param training defaults of settings for it, by name
 * @param backbone the bytes of what stands before it
 */
public record NewNetworkFolder(
        NetworkSpec spec, Map<String, String> training, Optional<byte[]> backbone) {
    /** What a backbone's file is called there. */
    public static final String BACKBONE = "backbone.onnx";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    /** Writes the folder below that of all networks; it must not be there. */
    public Path write(Path models) throws IOException {
        Path folder = models.resolve(spec.name());
        Files.createDirectories(models);
        Files.createDirectory(folder);
        if (backbone.isPresent()) {
            Files.write(folder.resolve(BACKBONE), backbone.get());
        }
        Files.writeString(folder.resolve("network.json"), spec.configuration() + "\n");
        Files.writeString(folder.resolve("model.json"), model() + "\n", StandardCharsets.UTF_8);
        return folder;
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
        spec.backbone().ifPresent(of -> fields.put("backbone", json(of)));
        fields.put("training", numbers());
        return JSON.writeValueAsString(fields);
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
