package io.afluente.image.writing;

import java.util.Arrays;

/**
 * A sheet of paper in a picture: what is not of it has been painted over as if it were.
 *
 * @param picture with nothing but the sheet
 * @param inside where the sheet is
 */
record Sheet(Plane picture, Mask inside) {
    /** The picture shows the sheet alone. */
    static Sheet filling(Plane picture) {
        Mask all = new Mask(picture.height(), picture.width());
        Arrays.fill(all.bits(), true);
        return new Sheet(picture, all);
    }

    /** A part of it, the rest of which is surroundings. */
    Sheet part(Mask part, Mask surroundings, Paper paper) {
        Plane flat = picture.copy();
        float level = level(part, surroundings);
        paint(flat, part, new Plane(flat.height(), flat.width()).plus(level));
        paint(flat, part, paper.of(flat));
        return new Sheet(flat, part);
    }

    private float level(Mask part, Mask surroundings) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < part.bits().length; i++) {
            if (part.bits()[i] && !surroundings.bits()[i]) {
                sum += picture.values()[i];
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    private static void paint(Plane picture, Mask keep, Plane colour) {
        for (int i = 0; i < keep.bits().length; i++) {
            if (!keep.bits()[i]) {
                picture.values()[i] = colour.values()[i];
            }
        }
    }
}
