package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a data set as a pair of IDX files that {@link IdxDataset} and others can read. */
public final class IdxWriter {
    private IdxWriter() {}

    /**
     * Writes the images and the labels of one half, named as MNIST's files are.
     *
     * @param examples at least one; all of one shape, with labels up to 255
     * @throws BadImageException if an example does not fit; files may then be left unfinished
     */
    public static void write(Path folder, Split split, List<LabeledImage> examples)
            throws IOException {
        if (examples.isEmpty()) {
            throw new BadImageException("images: a data set needs at least one to have a shape");
        }
        InputShape shape = examples.get(0).image().shape();
        Files.createDirectories(folder);
        String half = split.prefixes().get(0);
        String rank = shape.channels() == 1 ? "3" : "4";
        writeImages(folder.resolve(half + "-images-idx" + rank + "-ubyte"), shape, examples);
        writeLabels(folder.resolve(half + "-labels-idx1-ubyte"), examples);
    }

    private static void writeImages(Path file, InputShape shape, List<LabeledImage> examples)
            throws IOException {
        try (DataOutputStream out = open(file)) {
            header(examples.size(), shape).write(out);
            for (LabeledImage example : examples) {
                Image image = example.image();
                if (!image.shape().equals(shape)) {
                    throw new BadImageException(
                            "image: must be " + shape + " like the first, not " + image);
                }
                out.write(image.pixels());
            }
        }
    }

    private static IdxHeader header(int items, InputShape shape) {
        List<Integer> grey = List.of(items, shape.height(), shape.width());
        List<Integer> colour = List.of(items, shape.height(), shape.width(), shape.channels());
        return new IdxHeader(shape.channels() == 1 ? grey : colour);
    }

    private static void writeLabels(Path file, List<LabeledImage> examples) throws IOException {
        try (DataOutputStream out = open(file)) {
            new IdxHeader(List.of(examples.size())).write(out);
            for (LabeledImage example : examples) {
                if (example.label() > 255) {
                    throw new BadImageException(
                            "label: must be 255 or less, got " + example.label());
                }
                out.writeByte(example.label());
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }
}
