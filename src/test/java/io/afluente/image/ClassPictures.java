package io.afluente.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes folders of small pictures, sorted by what they show. */
public final class ClassPictures {
    private static final int MAX_NOISE = 90;

    private ClassPictures() {}

    /**
     * Writes so many noisy PNG files for each label into a folder of its name. Each label has a
     * bright bar of its own, across in one colour or upright in another.
     */
    public static Path write(Path folder, int each, InputShape shape, String... labels) {
        try {
            for (int label = 0; label < labels.length; label++) {
                Path own = Files.createDirectories(folder.resolve(labels[label]));
                for (int i = 0; i < each; i++) {
                    Image picture = picture(label, 1000L * label + i, shape);
                    Files.write(own.resolve(i + ".png"), PngEncoder.encode(picture));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Image picture(int label, long seed, InputShape shape) {
        Random random = new Random(seed);
        int thick = shape.height() / 4;
        int start = random.nextInt(shape.height() - thick);
        byte[] pixels = new byte[shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            int pixel = i / shape.channels();
            int place = label % 2 == 0 ? pixel / shape.width() : pixel % shape.width();
            boolean coloured = i % shape.channels() == label % shape.channels();
            boolean onBar = place >= start && place < start + thick && coloured;
            pixels[i] = (byte) ((onBar ? 160 : 0) + random.nextInt(MAX_NOISE));
        }
        return new Image(shape, pixels);
    }
}
