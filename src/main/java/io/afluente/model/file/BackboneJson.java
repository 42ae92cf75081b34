package io.afluente.model.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.image.EnumNames;
import io.afluente.image.InputShape;
import io.afluente.image.Resizing;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Layout;
import io.afluente.model.Normalisation;

/**
 * The part of {@code model.json} that says which network stands before the one that learns.
 *
 * @param file its name in the folder; in a folder only
 * @param sha256 of the file
 * @param input the graph's input that takes pictures
 * @param output the value in the graph that is the embedding
 * @param embedding how many values that has
 * @param resize a {@link Resizing}'s name; null for its first
 * @param layout {@code channels-first} or {@code channels-last}; null for the first
 * @param channels {@code rgb} or {@code bgr}; null for the first
 * @param normalisation how a picture's values become inputs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackboneJson(
        String file,
        String sha256,
        String input,
        String output,
        int embedding,
        String resize,
        String layout,
        String channels,
        Normalisation normalisation) {

    static BackboneJson of(BackboneSpec spec) {
        return new BackboneJson(
                null,
                spec.sha256(),
                spec.input(),
                spec.output(),
                spec.embedding(),
                EnumNames.of(spec.resizing()),
                EnumNames.of(spec.layout()),
                EnumNames.of(spec.channels()),
                spec.normalisation());
    }

    /** The same in a folder that has the file. */
    BackboneJson in(String fileName) {
        return new BackboneJson(
                fileName,
                sha256,
                input,
                output,
                embedding,
                resize,
                layout,
                channels,
                normalisation);
    }

    /**
     * What it says.
     *
     * @param picture the model's input
     */
    BackboneSpec spec(InputShape picture) {
        return new BackboneSpec(
                sha256,
                input,
                output,
                embedding,
                picture,
                word("resize", resize, Resizing.class),
                word("layout", layout, Layout.class),
                word("channels", channels, BackboneSpec.Channels.class),
                normalisation);
    }

    private static <E extends Enum<E>> E word(String field, String given, Class<E> type) {
        return given == null
                ? type.getEnumConstants()[0]
                : EnumNames.parse(given, type)
                        .orElseThrow(
                                () ->
                                        new BadNetworkException(
                                                "backbone: %s: one of %s, not \"%s\""
                                                        .formatted(
                                                                field,
                                                                String.join(
                                                                        ", ", EnumNames.all(type)),
                                                                given)));
    }
}
