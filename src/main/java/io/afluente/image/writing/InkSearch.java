package io.afluente.image.writing;

import io.afluente.image.Ink;
import java.util.Optional;

/**
 * Looks for strokes in one plane of a picture: takes the paper off, divides what is left into two
 * classes, tells from their places which of them is ink, and lets nothing pass that may be noise.
 *
 * @param said how the ink is drawn, if it is known
 * @param sure by how many deviations of the noise ink must stand out
 */
record InkSearch(Optional<Ink> said, int sure) {
    private static final Paper SMOOTH = new PaperSurface();
    private static final Paper SHADOWED = new LocalMedian();
    private static final int LARGE_ENOUGH_FOR_SHADOWS = 96;
    private static final int PEELS = 2;
    private static final float MIN_LEVELS = 2;
    private static final double MIN_SEPARABILITY = 0.72;
    private static final double MIN_CONTRAST = 0.08;
    private static final double MAX_SCATTER = 0.7;
    private static final float DARKEST_PAPER = 8;
    private static final float SOFT = 0.25f;
    private static final double THINNEST = 0.0125;
    private static final double WIDEST = 0.33;
    private static final double LINES = 0.03;

    /**
     * What was found.
     *
     * @param strokes with the ink that they have
     * @param drawn how
     * @param clarity how far ink stands out from paper, in deviations of the noise
     */
    record Found(Strokes strokes, Ink drawn, double clarity) {}

    Optional<Found> in(Plane picture) {
        float noise = Noise.of(picture);
        Sheet sheet = sheetIn(picture);
        Optional<Found> found = strokes(sheet, SMOOTH.of(sheet.picture()), noise);
        return found.isPresent() || picture.longer() < LARGE_ENOUGH_FOR_SHADOWS
                ? found
                : strokes(sheet, SHADOWED.of(sheet.picture()), noise);
    }

    /** What is left when frames and what the sheet lies on are taken off. */
    private static Sheet sheetIn(Plane picture) {
        Sheet sheet = Sheet.filling(picture);
        for (int peel = 0; peel < PEELS; peel++) {
            Mask dark = dark(sheet, SMOOTH.of(sheet.picture())).mask();
            Mask around = Surroundings.areDark(dark) ? dark : dark.inverted();
            Optional<Mask> inner = Surroundings.sheetIn(around);
            if (inner.isEmpty()) {
                return sheet;
            }
            sheet = sheet.part(inner.get(), around, SMOOTH);
        }
        return sheet;
    }

    /** What is darker than paper by more than half of all contrast. */
    private record Dark(Mask mask, float contrast) {}

    private static Dark dark(Sheet sheet, Plane level) {
        Plane darkness = level.minus(sheet.picture());
        Otsu classes = Otsu.of(darkness, sheet.inside());
        return new Dark(darkness.from(classes.threshold()), classes.contrast());
    }

    private Optional<Found> strokes(Sheet sheet, Plane level, float noise) {
        Dark dark = dark(sheet, level);
        if (dark.contrast() < Math.max(MIN_LEVELS, sure * noise)) {
            return Optional.empty();
        }
        Ink drawn = said.orElseGet(() -> drawn(dark.mask()));
        Mask ink = drawn == Ink.DARK_ON_LIGHT ? dark.mask() : dark.mask().inverted();
        return strokes(sheet, Paper.around(sheet.picture(), ink, level), drawn, noise);
    }

    private static Ink drawn(Mask dark) {
        return Surroundings.areDark(dark) ? Ink.LIGHT_ON_DARK : Ink.DARK_ON_LIGHT;
    }

    private Optional<Found> strokes(Sheet sheet, Plane level, Ink drawn, float noise) {
        Plane strength = strength(sheet.picture(), level, drawn);
        Otsu classes = Otsu.of(strength, sheet.inside());
        if (classes.contrast() < MIN_CONTRAST || classes.separability() < MIN_SEPARABILITY) {
            return Optional.empty();
        }
        double clarity = classes.contrast() * sheet.picture().max() / Math.max(1, noise);
        return strokes(strength, sheet.inside(), classes.lower(), classes.upper())
                .or(() -> aboveLines(strength, classes))
                .map(strokes -> new Found(strokes, drawn, clarity));
    }

    /** How much darker than paper, as a share of it, or how much lighter, of the lightest. */
    private static Plane strength(Plane picture, Plane paper, Ink drawn) {
        Plane strength = new Plane(picture.height(), picture.width());
        float lightest = Math.max(1, picture.max());
        for (int i = 0; i < strength.values().length; i++) {
            float level = paper.values()[i];
            float darker = level - picture.values()[i];
            strength.values()[i] =
                    drawn == Ink.DARK_ON_LIGHT
                            ? darker / Math.max(DARKEST_PAPER, level)
                            : -darker / lightest;
        }
        return strength;
    }

    /** Ink that is stronger than the lines of ruled or squared paper. */
    private Optional<Strokes> aboveLines(Plane strength, Otsu classes) {
        Mask all = strength.from(classes.threshold());
        Otsu stronger = Otsu.of(strength, all);
        return stronger.contrast() < classes.contrast() / 4
                ? Optional.empty()
                : strokes(strength, all, stronger.lower(), stronger.upper());
    }

    private static Optional<Strokes> strokes(Plane strength, Mask where, float none, float full) {
        Plane ink = new Plane(strength.height(), strength.width());
        float contrast = full - none;
        for (int i = 0; i < ink.values().length; i++) {
            float share = (strength.values()[i] - none) / contrast;
            float soft = (share - SOFT) / (1 - 2 * SOFT);
            ink.values()[i] = where.bits()[i] ? Math.max(0, Math.min(1, soft)) : 0;
        }
        if (ink.from(0.5f).scatter() > MAX_SCATTER) {
            return Optional.empty();
        }
        return Strokes.among(ink).filter(InkSearch::areDrawn);
    }

    /** Lines of a printed sheet are thinner than a pen's, a shadow is wider. */
    private static boolean areDrawn(Strokes strokes) {
        double width = strokes.width() / strokes.box().longer();
        boolean fromEdgeToEdge = strokes.box().longer() >= 0.95 * strokes.ink().longer();
        return width > (fromEdgeToEdge ? LINES : THINNEST)
                && width < WIDEST
                && !strokes.areAnEdge();
    }
}
