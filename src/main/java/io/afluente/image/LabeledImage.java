package io.afluente.image;

/** A picture and what it shows: {@code label} is an index into the model's list of labels. */
public record LabeledImage(Image image, int label) {
    public LabeledImage {
        if (label < 0) {
            throw new BadImageException("label: must be 0 or more, got " + label);
        }
    }
}
