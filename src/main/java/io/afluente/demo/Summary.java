package io.afluente.demo;

import java.util.Map;

/**
 * What a demo has shown, every figure read back from the topics.
 *
 * @param images on the input topic
 * @param predictions on the output topic
 * @param missing images without a prediction
 * @param duplicates predictions beyond the first of an image
 * @param labeled examples that the learner has scored and learned from
 * @param testAccuracy of the last version on all test images, from 0 to 1
 * @param prequentialAccuracy over all labelled images, each tested before it was learned, 0 to 1
 * @param checkpoints that the learner has published
 * @param swaps of versions that answered, counted on the predictions
 * @param dlq records that could not be used
 * @param seconds from the start of the replay to the last prediction
 * @param version that answered last
 */
public record Summary(
        long images,
        long predictions,
        long missing,
        long duplicates,
        long labeled,
        double testAccuracy,
        double prequentialAccuracy,
        int checkpoints,
        int swaps,
        long dlq,
        double seconds,
        String version) {
    /** What the books say once all is answered that lies on the topic of images. */
    static Summary of(
            TopicSummary books, Map<Integer, Long> imageEnds, double seconds, String version) {
        return new Summary(
                imageEnds.values().stream().mapToLong(Long::longValue).sum(),
                books.answers().predictions(),
                books.answers().missing(imageEnds),
                books.answers().duplicates(),
                books.learning().labeled(),
                books.answers().finalAccuracy(),
                books.learning().prequentialAccuracy(),
                books.learning().checkpoints(),
                books.answers().versions().size() - 1,
                books.dlq(),
                seconds,
                version);
    }
}
