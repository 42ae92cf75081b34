package io.afluente.image.writing;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.Ink;
import io.afluente.image.InputShape;
import java.util.List;
import java.util.Optional;

/**
 * Finds the writing in a picture and brings it to a network's input, light on dark, as MNIST's
 * digits are: on any paper, in any light, wherever and however large it is. Safe for any thread.
 *
 * <p>The work is bounded: a picture is looked at in at most {@value #WORKING} pixels a side, and
 * once more closely where the writing is small.
 */
public final class WritingFinder {
    private static final int WORKING = 384;
    private static final int SMALL = 100;
    private static final int SMALLEST = 96;
    private static final int SURE = 8;
    private static final int HARDLY_SURE = 4;
    private static final double CLEARER = 1.5;

    private WritingFinder() {}

    /** Found in a plane of a picture that was reduced by a step. */
    private record Sight(InkSearch.Found found, int plane, int step) {}

    /**
     * The writing alone; the very same picture if it is boxed and centred already.
     *
     * @param picture of any size, in grey or colour
     * @param said how the ink is drawn, if the sender knows
     * @param target what the network takes
     * @throws BadImageException if there is none
     */
    public static Writing find(Image picture, Optional<Ink> said, InputShape target) {
        Sight first = look(picture, said, -1).orElseThrow(WritingFinder::noInk);
        Sight sight = closer(picture, first);
        Strokes strokes = sight.found().strokes();
        boolean isReady =
                sight.found().drawn() == Ink.LIGHT_ON_DARK
                        && WritingBox.isAlready(picture, strokes, target);
        Image boxed = isReady ? picture : WritingBox.of(strokes, target);
        return new Writing(boxed, sight.found().drawn());
    }

    private static BadImageException noInk() {
        return new BadImageException(
                "ink: no ink to be seen: the sheet is empty, or nothing on it stands out as strokes");
    }

    /** Small writing in a large picture is looked at once more, by itself. */
    private static Sight closer(Image picture, Sight first) {
        Box box = first.found().strokes().box();
        if (first.step() == 1 || box.longer() >= SMALL) {
            return first;
        }
        InputShape shape = picture.shape();
        Box around = box.grown(box.longer() / 2 + 2, first.step(), shape.height(), shape.width());
        return look(Planes.cut(picture, around), Optional.of(first.found().drawn()), first.plane())
                .orElse(first);
    }

    /** Colours are asked where they show the ink more clearly than brightness does. */
    private static Optional<Sight> look(Image picture, Optional<Ink> said, int only) {
        int longer = Math.max(picture.shape().height(), picture.shape().width());
        int step = Plane.ceil(longer, WORKING);
        List<Plane> planes = Planes.of(picture, step);
        Sight best = null;
        for (int i = 0; i < planes.size(); i++) {
            if (only < 0 || only == i) {
                Sight sight = look(planes.get(i), said, i, step).orElse(null);
                if (sight != null
                        && (best == null
                                || sight.found().clarity() > CLEARER * best.found().clarity())) {
                    best = sight;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Noise gives way where a picture is reduced further. */
    private static Optional<Sight> look(Plane plane, Optional<Ink> said, int index, int step) {
        int further = 1;
        Plane picture = plane;
        while (true) {
            boolean isSmallest = picture.longer() < 2 * SMALLEST;
            var found = new InkSearch(said, isSmallest ? HARDLY_SURE : SURE).in(picture);
            if (found.isPresent() || isSmallest) {
                int reduced = step * further;
                return found.map(strokes -> new Sight(strokes, index, reduced));
            }
            further *= 2;
            picture = plane.reduced(further);
        }
    }
}
