package io.afluente.model.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.image.InputShape;
import io.afluente.model.Normalisation;
import io.afluente.model.file.NetworkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A model that has learned nothing yet, for pictures of one shape.
 *
 * @param input the shape
 * @param labels the name of each output, in order
 * @param normalisation of the pictures
 * @param template of its network
 */
public record NewModel(
        InputShape input,
        List<String> labels,
        Normalisation normalisation,
        NetworkTemplate template) {
    public NewModel {
        labels = List.copyOf(labels);
    }

    /**
     * Writes the model's folder, all or nothing, and reads it back.
     *
     * @param folder that is not there yet; its name is the model's
     * @throws io.afluente.model.BadNetworkException if there can be no such model
     */
    public NetworkFolder write(Path folder) throws IOException {
        Path models = folder.toAbsolutePath().getParent();
        Files.createDirectories(models);
        Path draft = Files.createTempDirectory(models, ".new-model");
        Path inside = draft.resolve(folder.getFileName());
        try {
            Files.createDirectory(inside);
            MultiLayerConfiguration network = template.configuration(input, labels.size());
            Files.writeString(inside.resolve("network.json"), network.toJson() + "\n");
            Files.write(inside.resolve("model.json"), description());
            NetworkFolder read = NetworkFolder.read(inside);
            Files.move(inside, folder);
            return read;
        } finally {
            Files.deleteIfExists(inside.resolve("network.json"));
            Files.deleteIfExists(inside.resolve("model.json"));
            Files.deleteIfExists(inside);
            Files.deleteIfExists(draft);
        }
    }

    private byte[] description() throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "input",
                Map.of(
                        "height", input.height(),
                        "width", input.width(),
                        "channels", input.channels()));
        fields.put("labels", labels);
        fields.put("normalisation", normalisation);
        fields.put("training", template.training());
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return (new ObjectMapper().writer(lines).writeValueAsString(fields) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
