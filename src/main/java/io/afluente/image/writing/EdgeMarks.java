package io.afluente.image.writing;

import io.afluente.image.writing.Regions.Region;
import java.util.List;

/** What lies along the edge of a picture: a part of a frame, a shadow, the border of a sheet. */
final class EdgeMarks {
    private static final double ALONG = 0.8;
    private static final double THIN = 0.1;
    private static final double BAND = 0.15;
    private static final double SMALL = 0.1;

    private EdgeMarks() {}

    /** Regions without those at the edge; with them, but for bands, if hardly any other is left. */
    static List<Region> without(List<Region> regions, int height, int width) {
        List<Region> inner =
                regions.stream().filter(region -> !isAtEdge(region, height, width)).toList();
        if (!inner.isEmpty()
                && !isSmallBeside(inner.get(0), regions.get(0), Math.max(height, width))) {
            return inner;
        }
        return regions.stream().filter(region -> !isBand(region, height, width)).toList();
    }

    private static boolean isSmallBeside(Region inner, Region largest, int longer) {
        return inner.area() < SMALL * largest.area() && inner.box().longer() < SMALL * longer;
    }

    private static boolean isAtEdge(Region region, int height, int width) {
        for (Side side : Side.values()) {
            boolean isAlong = region.contacts()[side.index()] > ALONG * side.length(height, width);
            boolean isThin = depth(region, side, height, width) < THIN;
            if (region.touches(side) && (isAlong || isThin)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBand(Region region, int height, int width) {
        for (Side side : Side.values()) {
            boolean isAlong = region.contacts()[side.index()] > ALONG * side.length(height, width);
            if (isAlong && depth(region, side, height, width) < BAND) {
                return true;
            }
        }
        return false;
    }

    /** How far it reaches into the picture, as a share. */
    private static double depth(Region region, Side side, int height, int width) {
        Box box = region.box();
        return switch (side) {
            case TOP -> (double) box.bottom() / height;
            case LEFT -> (double) box.right() / width;
            case BOTTOM -> (double) (height - box.top()) / height;
            case RIGHT -> (double) (width - box.left()) / width;
        };
    }
}
