package io.afluente.bench;

import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.data.Dataset;
import io.afluente.image.data.IdxDataset;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures to measure with, decoded and fitted beforehand: neither is what is measured. */
public final class BenchPictures {
    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 256 << 20;

    /** So many are taken out at once; with fewer pictures they come round again. */
    private static final int LEAST = 4096;

    private BenchPictures() {}

    /** The first of a data set, as many as fit into 256 MiB. */
    public static List<LabeledImage> of(Dataset data, InputShape input) {
        if (data instanceof IdxDataset idx && idx.shape().equals(input) && idx.size() >= LEAST) {
            return idx;
        }
        List<LabeledImage> read =
                data.examples()
                        .limit(Math.max(1, Math.min(MOST, MOST_BYTES / input.size())))
                        .map(PictureForm.of(input)::fit)
                        .toList();
        if (read.isEmpty()) {
            throw new BadImageException("pictures: none of them can be read");
        }
        return IntStream.range(0, Math.max(LEAST, read.size()))
                .mapToObj(i -> read.get(i % read.size()))
                .toList();
    }
}
