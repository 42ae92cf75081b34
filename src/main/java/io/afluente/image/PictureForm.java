package io.afluente.image;

/**
 * How pictures are brought to a network: in this shape, and those of another size by this rule.
 *
 * @param shape of a picture
 * @param resizing the rule
 */
public record PictureForm(InputShape shape, Resizing resizing) {
    /** By the rule that holds where nobody says another. */
    public static PictureForm of(InputShape shape) {
        return new PictureForm(shape, Resizing.LETTERBOX);
    }

    /** A picture in this form; the very same object if it has the shape already. */
    public Image fit(Image image) {
        return image.shape().equals(shape) ? image : resizing.fit(image, shape);
    }

    /** The same for a picture with its label. */
    public LabeledImage fit(LabeledImage labeled) {
        return labeled.image().shape().equals(shape)
                ? labeled
                : new LabeledImage(fit(labeled.image()), labeled.label());
    }
}
