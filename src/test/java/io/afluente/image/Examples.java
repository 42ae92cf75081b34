package io.afluente.image;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Labelled images for tests: noise, the same for the same seed. */
public final class Examples {
    private Examples() {}

    public static List<LabeledImage> noise(int count, InputShape shape, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new LabeledImage(noise(shape, random), i % 10))
                .toList();
    }

    public static Image noise(InputShape shape, Random random) {
        byte[] pixels = new byte[shape.size()];
        random.nextBytes(pixels);
        return new Image(shape, pixels);
    }
}
