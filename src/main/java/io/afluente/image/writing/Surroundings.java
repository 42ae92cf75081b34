package io.afluente.image.writing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is around whatever is drawn: the paper itself, or something that a sheet of paper lies in,
 * such as the black frame of a scan or the desk of a photo.
 */
final class Surroundings {
    private static final double CORNER = 0.02;
    private static final double CORNERS_WEIGH = 0.2;
    private static final double WHOLE = 0.9;
    private static final int BLUR = 3;
    private static final double SHEET_AREA = 0.25;
    private static final double SHEET_FILLED = 0.88;
    private static final double SHEET_FREE = 0.6;
    private static final double SHEET_LONG = 2.5;

    private Surroundings() {}

    /** Whether the edge of a picture is dark: by its corners, and less by all of it. */
    static boolean areDark(Mask dark) {
        int size = (int) Math.max(1, CORNER * Math.min(dark.height(), dark.width()));
        int bottom = dark.height() - size;
        int right = dark.width() - size;
        int corners =
                corner(dark, 0, 0, size)
                        + corner(dark, 0, right, size)
                        + corner(dark, bottom, 0, size)
                        + corner(dark, bottom, right, size);
        double edge =
                Arrays.stream(Side.values())
                        .mapToDouble(side -> dark.share(side, 0))
                        .average()
                        .orElseThrow();
        return (corners - 2) * CORNERS_WEIGH + edge > 0.5;
    }

    private static int corner(Mask dark, int top, int left, int size) {
        int on = 0;
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                on += dark.at(y, x) ? 1 : 0;
            }
        }
        return 2 * on > size * size ? 1 : 0;
    }

    /** The sheet that lies in the surroundings, without its edge; empty if they are paper. */
    static Optional<Mask> sheetIn(Mask surroundings) {
        return insideFrame(surroundings).or(() -> sheetOn(surroundings));
    }

    /** A frame's lines are of it as a whole, and those behind them hardly are. */
    private static Optional<Mask> insideFrame(Mask frame) {
        int[] bands = new int[4];
        int sides = 0;
        for (Side side : Side.values()) {
            int deepest = side.depth(frame.height(), frame.width()) / 4;
            int band = 0;
            while (band < deepest && frame.share(side, band) >= WHOLE) {
                band++;
            }
            if (band > 0 && band < deepest && frame.share(side, band + BLUR) < 0.5) {
                bands[side.index()] = band + BLUR - 1;
                sides++;
            }
        }
        return sides < 3 ? Optional.empty() : Optional.of(inside(frame, bands));
    }

    private static Mask inside(Mask frame, int[] bands) {
        Mask inside = new Mask(frame.height(), frame.width());
        for (int y = bands[0]; y < frame.height() - bands[2]; y++) {
            for (int x = bands[1]; x < frame.width() - bands[3]; x++) {
                inside.bits()[y * frame.width() + x] = true;
            }
        }
        return inside;
    }

    /** A sheet is large, a rectangle that may be turned, and mostly free. */
    private static Optional<Mask> sheetOn(Mask desk) {
        Regions regions = Regions.ofPaper(desk);
        Mask around =
                regions.pixels(regions.all().stream().filter(Regions.Region::touches).toList());
        Regions objects = Regions.ofInk(around.inverted());
        if (objects.all().isEmpty()) {
            return Optional.empty();
        }
        Regions.Region largest = objects.all().get(0);
        Mask object = objects.pixels(List.of(largest));
        boolean isLarge = largest.area() > SHEET_AREA * desk.bits().length;
        boolean isSheet =
                isLarge
                        && isRectangle(object, largest.area())
                        && isFree(object, desk, largest.area());
        return isSheet ? Optional.of(object.eroded(2)) : Optional.empty();
    }

    private static boolean isRectangle(Mask object, int area) {
        Rectangle rectangle = Rectangle.around(object);
        return area >= SHEET_FILLED * rectangle.area()
                && rectangle.longer() <= SHEET_LONG * rectangle.shorter();
    }

    private static boolean isFree(Mask object, Mask desk, int area) {
        int free = 0;
        for (int i = 0; i < object.bits().length; i++) {
            free += object.bits()[i] && !desk.bits()[i] ? 1 : 0;
        }
        return free >= SHEET_FREE * area;
    }
}
