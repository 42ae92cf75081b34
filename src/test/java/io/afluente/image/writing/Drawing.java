package io.afluente.image.writing;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** A seven on a sheet, as people draw, scan and photograph it. */
final class Drawing {
    final int height;
    final int width;
    final float[] levels;

    private Drawing(int height, int width) {
        this.height = height;
        this.width = width;
        this.levels = new float[height * width];
    }

    /** A seven of a size whose upper left corner is at a place of a sheet. */
    static Drawing seven(
            int height, int width, int top, int left, int size, float pen, int paper, int ink) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(Color.WHITE);
        Path2D path = new Path2D.Float();
        path.moveTo(left + pen / 2, top + pen / 2);
        path.lineTo(left + 0.7 * size - pen / 2, top + pen / 2);
        path.lineTo(left + 0.25 * size, top + size - pen / 2);
        graphics.draw(path);
        graphics.dispose();
        Drawing drawing = new Drawing(height, width);
        for (int i = 0; i < drawing.levels.length; i++) {
            int full = picture.getRaster().getSample(i % width, i / width, 0);
            drawing.levels[i] = paper + (ink - paper) * full / 255f;
        }
        return drawing;
    }

    /** Corners darker by so many levels than the middle. */
    Drawing unevenBy(int levels) {
        for (int i = 0; i < this.levels.length; i++) {
            int row = i / width;
            double y = 2.0 * row / height - 1;
            double x = 2.0 * (i % width) / width - 1;
            this.levels[i] -= (float) (levels * (y * y + x * x) / 2);
        }
        return this;
    }

    Drawing noisyBy(double deviation, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < levels.length; i++) {
            levels[i] += (float) (deviation * random.nextGaussian());
        }
        return this;
    }

    /** What is so near to the edge is of a level. */
    Drawing framed(int band, int level) {
        for (int i = 0; i < levels.length; i++) {
            int y = i / width;
            int x = i % width;
            if (Math.min(Math.min(y, height - 1 - y), Math.min(x, width - 1 - x)) < band) {
                levels[i] = level;
            }
        }
        return this;
    }

    /** Lines that cross, so far apart. */
    Drawing squared(int apart, int level) {
        for (int i = 0; i < levels.length; i++) {
            if (i / width % apart < 2 || i % width % apart < 2) {
                levels[i] = Math.min(levels[i], level);
            }
        }
        return this;
    }

    /** Dots of so many pixels a side. */
    Drawing speckled(int dots, int side, int level, long seed) {
        Random random = new Random(seed);
        for (int dot = 0; dot < dots; dot++) {
            int top = random.nextInt(height - side);
            int left = random.nextInt(width - side);
            for (int i = 0; i < side * side; i++) {
                levels[(top + i / side) * width + left + i % side] = level;
            }
        }
        return this;
    }

    Image grey() {
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) level(i);
        }
        return new Image(new InputShape(height, width, 1), pixels);
    }

    /** Red, green and blue, each by the level. */
    Image colour(IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) {
        byte[] pixels = new byte[3 * levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[3 * i] = (byte) red.applyAsInt(level(i));
            pixels[3 * i + 1] = (byte) green.applyAsInt(level(i));
            pixels[3 * i + 2] = (byte) blue.applyAsInt(level(i));
        }
        return new Image(new InputShape(height, width, 3), pixels);
    }

    private int level(int i) {
        return Math.max(0, Math.min(255, Math.round(levels[i])));
    }
}
