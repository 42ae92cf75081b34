package io.afluente.model.file;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a network's configuration does not say about it: {@code model.json}, in its folder and in
 * its checkpoints.
 *
 * @param name in checkpoints; in a folder it is the folder's
 * @param training defaults of settings for this model, by setting name; in a folder only
 * @param ink how writing stands out in the pictures that it was made for; in a folder only, null
 *     where they show no writing
 * @param head {@code none} where nothing stands behind the backbone; in a folder only
 * @param backbone what stands before the network; null where that takes pictures itself, as {@code
 *     normalisation} then says
 */
public record ModelJson(
        String name,
        InputShape input,
        List<String> labels,
        Normalisation normalisation,
        Map<String, String> training,
        String ink,
        String head,
        BackboneJson backbone) {
    private static final Normalisation AS_IT_IS = new Normalisation(List.of(0f), List.of(1f));

    /** An input in JSON is a picture's: what its values are is no choice. */
    @JsonIgnoreProperties({"values", "picture"})
    private interface PictureOnly {}

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .addMixIn(InputShape.class, PictureOnly.class)
                    .build();

    public ModelJson {
        require("input", input);
        require("labels", labels);
        normalisation = normalisation == null && backbone != null ? AS_IT_IS : normalisation;
        require("normalisation", normalisation);
        labels.forEach(label -> require("labels: one", label));
        if (ink != null && !ink.equals(ModelCard.LIGHT_ON_DARK)) {
            throw new BadNetworkException(
                    "ink: \"" + ModelCard.LIGHT_ON_DARK + "\" or left out, not \"" + ink + "\"");
        }
        if (head != null && (!head.equals(NoHead.WORD) || backbone == null)) {
            throw new BadNetworkException(
                    "head: \"%s\" behind a backbone, or left out: network.json says what it is; not \"%s\""
                            .formatted(NoHead.WORD, head));
        }
        training = training == null ? Map.of() : new TreeMap<>(training);
        training.forEach((setting, value) -> require("training: " + setting, value));
    }

    public static ModelJson of(NetworkSpec spec) {
        return new ModelJson(
                spec.name(),
                spec.pictures().shape(),
                spec.labels(),
                spec.normalisation(),
                Map.of(),
                null,
                null,
                spec.backbone().map(BackboneJson::of).orElse(null));
    }

    /** The same with other labels. */
    ModelJson with(List<String> otherLabels) {
        return new ModelJson(
                name, input, otherLabels, normalisation, training, ink, head, backbone);
    }

    /**
     * Reads {@code model.json}.
     *
     * @throws BadNetworkException that says which field is wrong
     */
    public static ModelJson parse(byte[] json) {
        try {
            ModelJson model = JSON.readValue(json, ModelJson.class);
            require("model", model);
            return model;
        } catch (JsonMappingException e) {
            throw new BadNetworkException(reason(e), e);
        } catch (JsonProcessingException e) {
            throw new BadNetworkException("no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            // the only other reason for bytes in memory
            throw new BadNetworkException("no text: " + e.getMessage(), e);
        }
    }

    public byte[] toBytes() {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("name", name);
        fields.put("input", input);
        fields.put("labels", labels);
        fields.put("normalisation", normalisation);
        if (backbone != null) {
            fields.put("backbone", backbone);
        }
        try {
            return JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole network, with its configuration as DL4J's JSON. */
    NetworkSpec spec(String modelName, String configuration) {
        Optional<BackboneSpec> before = Optional.ofNullable(backbone).map(of -> of.spec(input));
        return new NetworkSpec(
                modelName,
                before.map(of -> InputShape.embedding(of.embedding())).orElse(input),
                labels,
                normalisation,
                configuration,
                before);
    }

    /** How pictures are brought to the network. */
    PictureForm pictures() {
        return backbone == null ? PictureForm.of(input) : backbone.spec(input).form();
    }

    private static void require(String field, Object value) {
        if (value == null) {
            throw new BadNetworkException(field + ": is missing");
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .map(name -> name + ": ")
                .collect(Collectors.joining());
    }

    // Our own checks know best; Jackson wraps what they throw, and adds advice for programmers.
    private static String reason(JsonMappingException e) {
        if (e.getCause() instanceof BadNetworkException ours) {
            return ours.getMessage();
        }
        return path(e)
                + (e.getCause() instanceof IllegalArgumentException ours
                        ? ours.getMessage()
                        : e.getOriginalMessage().replaceFirst("(?s)( \\(|\\R).*", ""));
    }
}
