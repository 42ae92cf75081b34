package io.afluente.cli;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A small data set whose pictures tell themselves apart. */
public final class TestData {
    private static final InputShape SHAPE = new InputShape(4, 3, 1);

    private TestData() {}

    /**
     * Writes both halves of so many examples: number i is all of colour i and has label i mod 10.
     */
    public static Path write(Path folder, int examples) throws IOException {
        List<LabeledImage> images =
                IntStream.range(0, examples).mapToObj(TestData::example).toList();
        IdxWriter.write(folder, Split.TRAIN, images);
        IdxWriter.write(folder, Split.TEST, images);
        return folder;
    }

    public static LabeledImage example(int number) {
        byte[] pixels = new byte[SHAPE.size()];
        Arrays.fill(pixels, (byte) number);
        return new LabeledImage(new Image(SHAPE, pixels), number % 10);
    }
}
