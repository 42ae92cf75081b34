package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Picture files as a data set. A picture is read and fitted as a classifier does it, each time that
 * it is asked for, and none is kept. Belongs to one thread.
 */
final class PictureDataset implements Dataset {
    private final List<PictureFile> files;
    private final int[] labels;
    private final PictureForm form;
    private final Consumer<String> told;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final BitSet bad = new BitSet();

    /**
     * @param labels of the files
     * @param form that pictures are brought to
     * @param told of each file that can't be read, once
     */
    PictureDataset(List<PictureFile> files, int[] labels, PictureForm form, Consumer<String> told) {
        this.files = files;
        this.labels = labels.clone();
        this.form = form;
        this.told = told;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String id(int index) {
        return files.get(index).id();
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public Optional<LabeledImage> read(int index) {
        try {
            Image image = decoder.decode(files.get(index).bytes(), form);
            return Optional.of(new LabeledImage(image, labels[index]));
        } catch (BadImageException e) {
            leaveOut(index, files.get(index).path() + ": " + e.getMessage());
        } catch (IOException e) {
            leaveOut(index, FileErrorText.of(files.get(index).path(), e).getMessage());
        }
        return Optional.empty();
    }

    private void leaveOut(int index, String reason) {
        if (!bad.get(index)) {
            bad.set(index);
            told.accept(reason);
        }
    }

    @Override
    public int unreadable() {
        return bad.cardinality();
    }
}
