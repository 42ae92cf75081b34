package io.afluente.replay;

import io.afluente.image.EnumNames;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.util.Arrays;
import java.util.Random;

/**
 * A change in the middle of a stream, made on purpose, to see what detectors and gate make of it.
 *
 * @param kind what changes
 * @param from the first event that is changed, counted from 0 over all passes
 * @param seed of the permutation and of random labels
 * @param labels how many there are
 */
public record InjectedDrift(Kind kind, long from, long seed, int labels) {
    /** The stream as it is. */
    public static final InjectedDrift NONE = new InjectedDrift(Kind.NONE, 0, 0, 1);

    private static final int WHITE = 255;

    /** What can change. */
    public enum Kind {
        NONE,
        /** Each label becomes another one, always the same. */
        LABELS,
        /** Each label becomes any label: there is nothing left to learn. */
        NOISE,
        /** Light becomes dark. */
        INVERT,
        /** Pictures lie on their side. */
        ROTATE;

        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    /** What the stream brings as this event. */
    public LabeledImage apply(long event, LabeledImage example) {
        if (event < from) {
            return example;
        }
        Image image = example.image();
        int label = example.label();
        return switch (kind) {
            case NONE -> example;
            case LABELS -> new LabeledImage(image, permutation()[label]);
            case NOISE -> new LabeledImage(image, randomLabel(event));
            case INVERT -> new LabeledImage(inverted(image), label);
            case ROTATE -> new LabeledImage(rotated(image), label);
        };
    }

    /** Sattolo: a permutation that leaves no label where it was. */
    private int[] permutation() {
        int[] labelsNow = new int[labels];
        Arrays.setAll(labelsNow, i -> i);
        Random random = new Random(seed);
        for (int last = labels - 1; last > 0; last--) {
            int chosen = random.nextInt(last);
            int kept = labelsNow[last];
            labelsNow[last] = labelsNow[chosen];
            labelsNow[chosen] = kept;
        }
        return labelsNow;
    }

    private int randomLabel(long event) {
        return new Random(seed * 1_000_003 + event).nextInt(labels);
    }

    private static Image inverted(Image image) {
        byte[] pixels = image.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (WHITE - (pixels[i] & WHITE));
        }
        return new Image(image.shape(), pixels);
    }

    /** A quarter turn to the right. */
    private static Image rotated(Image image) {
        InputShape shape = image.shape();
        InputShape turned = new InputShape(shape.width(), shape.height(), shape.channels());
        byte[] pixels = new byte[image.pixels().length];
        for (int row = 0; row < turned.height(); row++) {
            for (int column = 0; column < turned.width(); column++) {
                int from = (shape.height() - 1 - column) * shape.width() + row;
                int to = row * turned.width() + column;
                System.arraycopy(
                        image.pixels(),
                        from * shape.channels(),
                        pixels,
                        to * shape.channels(),
                        shape.channels());
            }
        }
        return new Image(turned, pixels);
    }
}
