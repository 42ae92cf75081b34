package io.afluente.image.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is written: how much ink there is at each place, from 0 to 1, and the box around it.
 *
 * @param ink nothing but that of the strokes
 * @param box around them
 */
record Strokes(Plane ink, Box box) {
    /** Of the longer side, where strokes in pieces belong together and specks don't. */
    private static final double PIECE = 0.01;

    private static final double APART = 0.2;
    private static final int MIN_PIXELS = 10;
    private static final int MIN_SIDE = 5;
    private static final double MIN_SHARE = 0.025;
    private static final double FILLED = 0.5;
    private static final float HALF = 0.5f;

    /** Chooses the strokes among all that is dark or light enough; empty if there are none. */
    static Optional<Strokes> among(Plane ink) {
        Mask mask = ink.from(HALF);
        Regions regions = Regions.ofInk(mask);
        List<Regions.Region> candidates =
                EdgeMarks.without(regions.all(), mask.height(), mask.width());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<Regions.Region> kept = group(candidates, ink.longer());
        Box box = kept.stream().map(Regions.Region::box).reduce(Box::with).orElseThrow();
        boolean isSpeck =
                kept.get(0).area() < MIN_PIXELS
                        || box.longer() < MIN_SIDE
                        || box.longer() < MIN_SHARE * ink.longer();
        return isSpeck
                ? Optional.empty()
                : Optional.of(new Strokes(only(regions.pixels(kept), mask, ink), box));
    }

    /** The largest region, and in turn what is near or large enough to belong to it. */
    private static List<Regions.Region> group(List<Regions.Region> candidates, int longer) {
        List<Regions.Region> left = new ArrayList<>(candidates);
        List<Regions.Region> kept = new ArrayList<>();
        kept.add(left.remove(0));
        Box box = kept.get(0).box();
        int total = kept.get(0).area();
        for (int i = 0; i < left.size(); i++) {
            Regions.Region region = left.get(i);
            int reach = Math.max(box.longer() / 2, longer / 12);
            double least = box.isWithin(reach, region.box()) ? PIECE : APART;
            if (region.area() >= least * total) {
                kept.add(region);
                box = box.with(region.box());
                total += region.area();
                left.remove(i);
                i = -1; // what was too far away may be near now
            }
        }
        return kept;
    }

    /** Ink of the pixels that are kept, and the soft edge around them. */
    private static Plane only(Mask kept, Mask mask, Plane ink) {
        Mask near = kept.dilated(2);
        Plane only = new Plane(ink.height(), ink.width());
        for (int i = 0; i < only.values().length; i++) {
            boolean isOther = mask.bits()[i] && !kept.bits()[i];
            only.values()[i] = near.bits()[i] && !isOther ? ink.values()[i] : 0;
        }
        return only;
    }

    /** How wide they are: twice the area by the outline, of which a picture's edge is no part. */
    double width() {
        double area = 0;
        double outline = 0;
        for (int y = Math.max(0, box.top() - 1); y < box.bottom(); y++) {
            for (int x = Math.max(0, box.left() - 1); x < box.right(); x++) {
                float here = ink.at(y, x);
                float right = x + 1 < ink.width() ? ink.at(y, x + 1) - here : 0;
                float below = y + 1 < ink.height() ? ink.at(y + 1, x) - here : 0;
                area += here;
                outline += Math.sqrt(right * right + below * below);
            }
        }
        return Math.min(box.shorter(), outline == 0 ? box.longer() : 2 * area / outline);
    }

    /**
     * Whether they are the end of a sheet: they fill one edge of the picture and leave the opposite
     * one free. What is written does neither, or is cut out so closely that it fills both.
     */
    boolean areAnEdge() {
        int right = ink.width() - 1;
        int bottom = ink.height() - 1;
        return (box.right() <= right && column(0) >= FILLED)
                || (box.left() > 0 && column(right) >= FILLED)
                || (box.bottom() <= bottom && row(0) >= FILLED)
                || (box.top() > 0 && row(bottom) >= FILLED);
    }

    /** How much of a column is ink, from 0 to 1. */
    private double column(int x) {
        int filled = 0;
        for (int y = 0; y < ink.height(); y++) {
            filled += ink.at(y, x) >= HALF ? 1 : 0;
        }
        return (double) filled / ink.height();
    }

    private double row(int y) {
        int filled = 0;
        for (int x = 0; x < ink.width(); x++) {
            filled += ink.at(y, x) >= HALF ? 1 : 0;
        }
        return (double) filled / ink.width();
    }

    /** As by a pen that is wider by twice so many pixels. */
    Strokes thickened(int radius) {
        Plane thick = new Plane(ink.height() + 2 * radius, ink.width() + 2 * radius);
        for (int y = Math.max(0, box.top() - 2);
                y < Math.min(ink.height(), box.bottom() + 2);
                y++) {
            for (int x = Math.max(0, box.left() - 2);
                    x < Math.min(ink.width(), box.right() + 2);
                    x++) {
                if (ink.at(y, x) > 0) {
                    dab(thick, y + radius, x + radius, radius, ink.at(y, x));
                }
            }
        }
        return new Strokes(
                thick,
                new Box(
                        box.top(),
                        box.left(),
                        box.bottom() + 2 * radius,
                        box.right() + 2 * radius));
    }

    private static void dab(Plane plane, int row, int column, int radius, float ink) {
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                if (y * y + x * x <= radius * radius) {
                    float before = plane.at(row + y, column + x);
                    plane.put(row + y, column + x, Math.max(before, ink));
                }
            }
        }
    }
}
