package io.afluente.web.page;

import io.afluente.image.Image;
import io.afluente.image.PngEncoder;
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

    PictureCard {
        id = id.length() <= MAX_ID ? id : id.substring(0, MAX_ID) + "…";
    }

    static String dataUri(Image image) {
        return "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngEncoder.encode(image));
    }
}
