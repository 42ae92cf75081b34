package io.afluente.model;

import io.afluente.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a batch is worked off: in equal parts, each of as many pictures as stay in a processor's
 * cache between two layers. Calls cost more than that gains where layers are small, and nothing is
 * gained where the layers of two pictures are too large already.
 *
 * <p>Follows from the network alone and never from the machine, since the last bits of an answer
 * depend on it: what was answered in a slice of so many pictures is answered alike in another.
 *
 * @param largest pictures of a part
 */
public record BatchParts(int largest) {
    /**
     * What a part's layers take: tried with the networks of models new, 28 to 224 pixels a side.
     */
    private static final long BYTES = 7 << 20;

    private static final int MOST = 64;
    private static final int LEAST = 2;

    /**
     * Of a network that needs so many bytes for each picture: the picture itself, and what the
     * largest layer reads and writes.
     */
    public static BatchParts of(long bytesOfAPicture) {
        return new BatchParts(
                (int) Math.max(LEAST, Math.min(MOST, BYTES / Math.max(1, bytesOfAPicture))));
    }

    /** The same for batches of no more than so many pictures. */
    public BatchParts within(int maxBatch) {
        return new BatchParts(Math.min(largest, maxBatch));
    }

    /** Works a batch off, part after part; one answer for each picture, in order. */
    public <A> List<A> each(List<Image> batch, Function<List<Image>, List<A>> answer) {
        int parts = ceilDiv(batch.size(), largest);
        int part = ceilDiv(batch.size(), parts);
        List<A> answers = new ArrayList<>(batch.size());
        for (int from = 0; from < batch.size(); from += part) {
            int to = Math.min(batch.size(), from + part);
            answers.addAll(answer.apply(batch.subList(from, to)));
        }
        return answers;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
