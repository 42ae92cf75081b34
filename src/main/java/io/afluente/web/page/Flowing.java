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
record Flowing(String id, int label, Float confidence, String picture) {
    private static final int LONGEST_ID = 80;

    Flowing {
        id = id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…";
    }

    static String dataUri(Image image) {
        return "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngEncoder.encode(image));
    }
}
