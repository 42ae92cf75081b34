package io.afluente.model;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.util.List;

/** What every implementation asks of a batch before it touches the network. */
public final class Batches {
    private Batches() {}

    public static void check(List<Image> images, InputShape input, int maxBatch) {
        if (images.isEmpty() || images.size() > maxBatch) {
            throw new IllegalArgumentException(
                    "a batch has 1 to " + maxBatch + " images, not " + images.size());
        }
        for (Image image : images) {
            if (!image.shape().equals(input)) {
                throw new BadImageException(
                        "the network takes " + input + ", got " + image.shape());
            }
        }
    }

    public static void checkLabels(List<LabeledImage> batch, int labels) {
        for (LabeledImage example : batch) {
            if (example.label() >= labels) {
                throw new BadImageException(
                        "label: must be below " + labels + ", got " + example.label());
            }
        }
    }

    public static List<Image> images(List<LabeledImage> batch) {
        return batch.stream().map(LabeledImage::image).toList();
    }

    public static void checkLength(String what, long given, long expected) {
        if (given != expected) {
            throw new BadNetworkException(
                    what + ": this network has " + expected + " values, got " + given);
        }
    }
}
