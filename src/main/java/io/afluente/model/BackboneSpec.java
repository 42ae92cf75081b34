package io.afluente.model;

import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.Resizing;

/**
 * A frozen network that stands before the one that learns, its head: an ONNX file of anybody's, and
 * how its makers fed it. What it makes of a picture is the picture's <em>embedding</em>, which the
 * head takes.
 *
 * @param sha256 of the file, which names it
 * @param input the graph's input that takes pictures
 * @param output the graph's output, or any value inside, that is the embedding
 * @param embedding how many values that has for one picture
 * @param picture what one picture is before the network
 * @param resizing how a picture of another size becomes one
 * @param layout in which order its values lie
 * @param channels the order of a coloured picture's channels
 * @param normalisation how a picture's values become inputs
 */
public record BackboneSpec(
        String sha256,
        String input,
        String output,
        int embedding,
        InputShape picture,
        Resizing resizing,
        Layout layout,
        Channels channels,
        Normalisation normalisation) {
    /** The order of a coloured picture's channels. */
    public enum Channels {
        RGB,
        BGR
    }

    /** As many as a head can take; a picture has no more. */
    public static final int MAX_EMBEDDING = 1 << 20;

    public BackboneSpec {
        require("sha256", sha256 != null && sha256.matches("[0-9a-f]{64}"), "64 hex digits");
        require("input", input != null && !input.isBlank(), "the name of the graph's input");
        require("output", output != null && !output.isBlank(), "the name of a value in the graph");
        require(
                "embedding",
                embedding >= 1 && embedding <= MAX_EMBEDDING,
                "1 to %,d values".formatted(MAX_EMBEDDING));
        require("picture", picture != null && picture.isPicture(), "height, width, channels");
        require("normalisation", normalisation != null, "mean and deviation");
        require(
                "normalisation",
                normalisation.mean().size() == picture.channels(),
                "a mean and a deviation for each channel");
        resizing = resizing == null ? Resizing.LETTERBOX : resizing;
        layout = layout == null ? Layout.CHANNELS_FIRST : layout;
        channels = channels == null ? Channels.RGB : channels;
    }

    /** How pictures are brought to it. */
    public PictureForm form() {
        return new PictureForm(picture, resizing);
    }

    private static void require(String field, boolean there, String what) {
        if (!there) {
            throw new BadNetworkException("backbone: " + field + ": needs " + what);
        }
    }
}
