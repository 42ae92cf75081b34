package io.afluente.web.page;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.PngEncoder;
import io.afluente.image.Resizing;
import java.util.Base64;

/**
 * A picture with what was said of it, for the page.
 *
 * @param id of the image
 * @param label that was answered
 * @param confidence of the answer; null where it is not known
 * @param picture as a data URI
 */
record PictureCard(String id, int label, Float confidence, String picture) {
    private static final int MAX_ID = 80;
    private static final int MAX_SIDE = 96;

    PictureCard {
        id = id.length() <= MAX_ID ? id : id.substring(0, MAX_ID) + "…";
    }

    /** A picture as a data URI, made smaller where it is large: many of them are shown. */
    static String thumbnail(Image image) {
        InputShape shape = image.shape();
        double scale = (double) MAX_SIDE / Math.max(shape.height(), shape.width());
        return dataUri(scale >= 1 ? image : scaled(image, scale));
    }

    private static Image scaled(Image image, double scale) {
        InputShape shape = image.shape();
        InputShape small =
                new InputShape(
                        (int) Math.max(1, Math.round(scale * shape.height())),
                        (int) Math.max(1, Math.round(scale * shape.width())),
                        shape.channels());
        return new PictureForm(small, Resizing.STRETCH).fit(image);
    }

    static String dataUri(Image image) {
        return "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngEncoder.encode(image));
    }
}
