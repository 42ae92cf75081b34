package io.afluente.cli.models.folder;

import io.afluente.image.EnumNames;
import io.afluente.image.InputShape;
import io.afluente.image.Resizing;
import io.afluente.model.BackboneSpec.Channels;
import io.afluente.model.Normalisation;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a file of a network does not say: its labels, and how its makers fed it pictures. */
final class ImportOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})(?:x([13]))?");

    // torchvision's and Keras's networks are mostly trained on ImageNet with these
    private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
    private static final List<Float> DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    @Option(
            names = "--labels",
            paramLabel = "LABEL",
            split = ",",
            order = 10,
            description = "Names of the labels, with commas between them.")
    private List<String> labels = List.of();

    @Option(
            names = "--labels-file",
            paramLabel = "FILE",
            order = 11,
            description = "The same from a file, a line each.")
    private Path labelsFile;

    @Option(
            names = "--size",
            paramLabel = "HxW[xC]",
            order = 12,
            description = "Size of a picture, where the file takes any or does not say.")
    private String size;

    @Option(
            names = "--mean",
            paramLabel = "M",
            split = ",",
            order = 13,
            description =
                    "Mean of each channel, of values from 0 to 1. Default: ImageNet's, 0.5 for grey")
    private List<Float> mean = List.of();

    @Option(
            names = "--deviation",
            paramLabel = "D",
            split = ",",
            order = 14,
            description = "Deviation of each channel. Default: ImageNet's, 0.5 for grey")
    private List<Float> deviation = List.of();

    @Option(
            names = "--resize",
            paramLabel = "RULE",
            order = 15,
            defaultValue = "letterbox",
            description =
                    "What becomes of pictures of another size: letterbox, stretch, crop, crop-inside. Default: ${DEFAULT-VALUE}")
    private String resize;

    @Option(
            names = "--channels",
            paramLabel = "rgb|bgr",
            order = 16,
            defaultValue = "rgb",
            description = "Order of a coloured picture's channels. Default: ${DEFAULT-VALUE}")
    private String channels;

    /**
     * The names of the labels.
     *
     * @throws UserException if none are given
     */
    List<String> requireLabels() {
        List<String> given = labels();
        if (given.isEmpty()) {
            throw new UserException("--labels or --labels-file: names of the labels are needed");
        }
        return given;
    }

    private List<String> labels() {
        if (labelsFile != null && !labels.isEmpty()) {
            throw new UserException("--labels and --labels-file: one of the two");
        }
        if (labelsFile == null) {
            return labels;
        }
        try {
            return Files.readAllLines(labelsFile).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UserException("--labels-file %s: can't be read: %s".formatted(labelsFile, e));
        }
    }

    /**
     * The shape of a picture.
     *
     * @param height that the file says, or 0
     * @param width that the file says, or 0
     * @param channelsOfFile that the file says, or 0
     */
    InputShape picture(int height, int width, int channelsOfFile) {
        if (size == null) {
            if (height == 0 || width == 0 || channelsOfFile == 0) {
                throw new UserException("--size HxW: is needed, the file does not say it");
            }
            return new InputShape(height, width, channelsOfFile);
        }
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            throw new UserException("--size: such as 224x224 or 28x28x1, not \"" + size + "\"");
        }
        int given = parts.group(3) == null ? channelsOfFile : Integer.parseInt(parts.group(3));
        int rows = Integer.parseInt(parts.group(1));
        int columns = Integer.parseInt(parts.group(2));
        boolean fits =
                (height == 0 || height == rows)
                        && (width == 0 || width == columns)
                        && (channelsOfFile == 0 || channelsOfFile == given);
        if (!fits || rows < 1 || columns < 1) {
            throw new UserException(
                    "--size %s: the file takes %sx%sx%d"
                            .formatted(size, any(height), any(width), channelsOfFile));
        }
        if (given == 0) {
            throw new UserException("--size: needs the channels too, such as 28x28x1");
        }
        return new InputShape(rows, columns, given);
    }

    private static String any(int size) {
        return size == 0 ? "any" : Integer.toString(size);
    }

    Normalisation normalisation(InputShape picture) {
        boolean colour = picture.channels() == 3;
        List<Float> means = mean.isEmpty() ? colour ? MEAN : List.of(0.5f) : mean;
        List<Float> deviations =
                deviation.isEmpty() ? colour ? DEVIATION : List.of(0.5f) : deviation;
        return new Normalisation(means, deviations);
    }

    Resizing resizing() {
        return word("--resize", resize, Resizing.class);
    }

    Channels channels() {
        return word("--channels", channels, Channels.class);
    }

    private static <E extends Enum<E>> E word(String option, String given, Class<E> type) {
        Optional<E> known = EnumNames.parse(given, type);
        return known.orElseThrow(
                () ->
                        new UserException(
                                "%s: one of %s, not \"%s\""
                                        .formatted(
                                                option,
                                                String.join(", ", EnumNames.all(type)),
                                                given)));
    }
}
