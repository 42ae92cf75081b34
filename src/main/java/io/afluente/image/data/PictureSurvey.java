package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a few pictures of a folder are like.
 *
 * @param shapes that they have as they are in their files, each once
 */
public record PictureSurvey(Set<InputShape> shapes) {
    private static final int PICTURES = 64;

    public PictureSurvey {
        shapes = Set.copyOf(shapes);
    }

    /**
     * Decodes the first pictures of the training half; those that can't be read are passed over.
     *
     * @throws BadImageException if none of them can be read
     */
    public static PictureSurvey of(Path name, ClassFolder folder) throws IOException {
        List<PictureFile> files = folder.files(Split.TRAIN);
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        Set<InputShape> shapes = new HashSet<>();
        for (PictureFile file : files.subList(0, Math.min(PICTURES, files.size()))) {
            try {
                shapes.add(decoder.decode(file.bytes()).shape());
            } catch (BadImageException e) {
                // passed over: whoever reads the data set tells of it
            }
        }
        if (shapes.isEmpty()) {
            throw new BadImageException(name + ": none of its first pictures can be read");
        }
        return new PictureSurvey(shapes);
    }

    /** 3 if any of them is in colour, else 1. */
    public int channels() {
        return shapes.stream().mapToInt(InputShape::channels).max().orElseThrow();
    }

    /** The side of all of them, if all are squares of one size between two; else what is usual. */
    public int side(int least, int most, int usual) {
        Set<Integer> sides = new HashSet<>();
        shapes.forEach(shape -> sides.addAll(List.of(shape.height(), shape.width())));
        int side = sides.iterator().next();
        return sides.size() == 1 && side >= least && side <= most ? side : usual;
    }
}
