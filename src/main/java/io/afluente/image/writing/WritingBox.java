package io.afluente.image.writing;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.Scaling;

/**
 * Brings strokes to a network's input as MNIST's digits were (Y. LeCun, C. Cortes, C. Burges, "The
 * MNIST Database"): scaled with their proportions until they fill a box of 20 by 20 of 28 by 28
 * pixels, and their centre of mass in the middle. Other sizes have the same shares. A pen thinner
 * than theirs is widened.
 */
final class WritingBox {
    private static final double FILLED = 20.0 / 28;

    private static final double NEARLY = 3.0 / 28;
    private static final int EDGE = 3;
    private static final double CLEAN = 0.98;

    /** The width of the thinnest pens in it, as a share of the box. */
    private static final double PEN = 2.0 / 20;

    private WritingBox() {}

    /** Whether a picture in light on dark is as this makes them: so large, centred, clean. */
    static boolean isAlready(Image picture, Strokes strokes, InputShape target) {
        if (!picture.shape().equals(target) || target.channels() > 1) {
            return false;
        }
        Box box = strokes.box();
        double filled =
                Math.max(
                        (double) box.height() / target.height(),
                        (double) box.width() / target.width());
        Mass mass = Mass.of(picture.pixels(), target.width());
        return Math.abs(filled - FILLED) < NEARLY
                && Math.abs(mass.down() / target.height() - 0.5) < NEARLY / 2
                && Math.abs(mass.across() / target.width() - 0.5) < NEARLY / 2
                && isClean(picture, box);
    }

    /** Hardly anything is outside the writing and its soft edge. */
    private static boolean isClean(Image picture, Box box) {
        InputShape shape = picture.shape();
        Box around = box.grown(EDGE, 1, shape.height(), shape.width());
        long inside = 0;
        long all = 0;
        for (int i = 0; i < picture.pixels().length; i++) {
            int level = picture.pixels()[i] & 0xff;
            all += level;
            inside += around.includes(i / shape.width(), i % shape.width()) ? level : 0;
        }
        return inside >= CLEAN * all;
    }

    static Image of(Strokes strokes, InputShape target) {
        Image grey = placed(scaled(widened(strokes), target), target);
        return target.channels() == 1 ? grey : coloured(grey);
    }

    private static Strokes widened(Strokes strokes) {
        double missing = PEN * strokes.box().longer() - strokes.width();
        long radius = Math.round(missing / 2);
        return radius < 1 ? strokes : strokes.thickened((int) radius);
    }

    private static Image scaled(Strokes strokes, InputShape target) {
        Box box = strokes.box();
        byte[] pixels = new byte[box.height() * box.width()];
        for (int i = 0; i < pixels.length; i++) {
            float ink = strokes.ink().at(box.top() + i / box.width(), box.left() + i % box.width());
            pixels[i] = (byte) Math.round(255 * ink);
        }
        double scale =
                Math.min(
                        (double) Math.round(FILLED * target.height()) / box.height(),
                        (double) Math.round(FILLED * target.width()) / box.width());
        return Scaling.scale(
                new Image(new InputShape(box.height(), box.width(), 1), pixels),
                (int) Math.max(1, Math.round(box.height() * scale)),
                (int) Math.max(1, Math.round(box.width() * scale)));
    }

    private static Image placed(Image writing, InputShape target) {
        InputShape shape = writing.shape();
        Mass mass = Mass.of(writing.pixels(), shape.width());
        int top = start(target.height(), shape.height(), mass.down());
        int left = start(target.width(), shape.width(), mass.across());
        byte[] pixels = new byte[target.height() * target.width()];
        for (int y = 0; y < shape.height(); y++) {
            System.arraycopy(
                    writing.pixels(),
                    y * shape.width(),
                    pixels,
                    (top + y) * target.width() + left,
                    shape.width());
        }
        return new Image(new InputShape(target.height(), target.width(), 1), pixels);
    }

    /** Where writing begins, so that its centre of mass is in the middle and none of it is lost. */
    private static int start(int whole, int part, double centre) {
        return (int) Math.max(0, Math.min(whole - part, Math.round(whole / 2.0 - centre)));
    }

    private static Image coloured(Image grey) {
        byte[] pixels = new byte[grey.pixels().length * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey.pixels()[i / 3];
        }
        return new Image(new InputShape(grey.shape().height(), grey.shape().width(), 3), pixels);
    }
}
