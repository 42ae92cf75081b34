package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * One half of a data set in a folder of IDX files, as a list of labelled images.
 *
 * <p>The list is a view of the files: {@link #get} reads one image, any thread may call it, and
 * {@code subList} gives a shorter data set. Labels are bytes, 0 to 255, or 32-bit numbers; of
 * several numbers for each image, as QMNIST has them, the first is the label.
 */
public final class IdxDataset extends AbstractList<LabeledImage> implements RandomAccess, Dataset {
    private final Split split;
    private final InputShape shape;
    private final IdxFile images;
    private final IdxFile labels;

    private IdxDataset(Split split, InputShape shape, IdxFile images, IdxFile labels) {
        this.split = split;
        this.shape = shape;
        this.images = images;
        this.labels = labels;
    }

    /**
     * Opens the files {@code train-images*} and {@code train-labels*} of a folder, or {@code t10k-}
     * or {@code test-} for the test half, also with a data set's name before; plain or gzipped.
     * Images have three dimensions (number, height, width) or four (and 1 or 3 channels, last).
     *
     * @throws BadImageException if a file is damaged or the two do not belong together
     * @throws IOException if a file is missing, can't be read, or there is more than one to choose
     */
    public static IdxDataset open(Path folder, Split split) throws IOException {
        Path imageFile = IdxFolder.find(folder, split, "images");
        Path labelFile = IdxFolder.find(folder, split, "labels");
        IdxFile images = IdxFile.open(imageFile);
        IdxFile labels = IdxFile.open(labelFile);
        InputShape shape = shape(imageFile, images.header());
        checkPair(imageFile, images.header(), labelFile, labels.header());
        return new IdxDataset(split, shape, images, labels);
    }

    private static InputShape shape(Path file, IdxHeader header) {
        if (header.valueBytes() > 1) {
            throw new BadImageException(file + ": images are unsigned bytes, not int32");
        }
        List<Integer> dimensions = header.dimensions();
        int channels = dimensions.size() == 4 ? dimensions.get(3) : 1;
        if (dimensions.size() < 3 || (channels != 1 && channels != 3)) {
            throw new BadImageException(
                    String.format(
                            "%s: images are number x height x width, or with 1 or 3 channels last,"
                                    + " not %s",
                            file, header));
        }
        return new InputShape(dimensions.get(1), dimensions.get(2), channels);
    }

    private static void checkPair(
            Path imageFile, IdxHeader images, Path labelFile, IdxHeader labels) {
        boolean columns = labels.valueBytes() > 1 && labels.dimensions().size() == 2;
        if (labels.dimensions().size() != 1 && !columns) {
            throw new BadImageException(labelFile + ": labels have one dimension, not " + labels);
        }
        if (labels.items() != images.items()) {
            throw new BadImageException(
                    String.format(
                            "%s has %,d labels for the %,d images of %s",
                            labelFile, labels.items(), images.items(), imageFile));
        }
    }

    /** The shape that all images have. */
    public InputShape shape() {
        return shape;
    }

    @Override
    public int size() {
        return images.header().items();
    }

    @Override
    public LabeledImage get(int index) {
        return new LabeledImage(new Image(shape, images.item(index)), label(index));
    }

    @Override
    public Optional<LabeledImage> read(int index) {
        return Optional.of(get(index));
    }

    /** Where it stands in its half, such as {@code train-000123}. */
    @Override
    public String id(int index) {
        return String.format(Locale.ROOT, "%s-%06d", split, index);
    }

    @Override
    public int unreadable() {
        return 0;
    }

    @Override
    public int label(int index) {
        byte[] item = labels.item(index);
        return labels.header().valueBytes() == 1 ? item[0] & 0xff : ByteBuffer.wrap(item).getInt();
    }
}
