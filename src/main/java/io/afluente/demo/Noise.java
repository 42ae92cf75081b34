package io.afluente.demo;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.Split;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Pictures of MNIST's shape that show nothing: enough for a rehearsal, and there without a file.
 */
public final class Noise {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);
    private static final int LABELS = 10;
    private static final int PICTURES = 1500;

    private Noise() {}

    /** Some to learn from, and some others. */
    public static List<LabeledImage> pictures(Split split) {
        Random random = new Random(split == Split.TRAIN ? 0 : 1);
        return Stream.generate(() -> picture(random)).limit(PICTURES).toList();
    }

    private static LabeledImage picture(Random random) {
        byte[] pixels = new byte[SHAPE.size()];
        random.nextBytes(pixels);
        return new LabeledImage(new Image(SHAPE, pixels), random.nextInt(LABELS));
    }
}
