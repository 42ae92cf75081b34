package io.afluente.evaluate;

/**
 * How well one label, or an average of labels, is found.
 *
 * @param precision of those answered so, the share that were so; 0 where none was
 * @param recall of those that were so, the share answered so; 0 where none was
 * @param f1 the harmonic mean of the two, or the average of the labels' harmonic means
 */
public record PrecisionRecall(double precision, double recall, double f1) {
    static PrecisionRecall of(long hits, long answered, long actual) {
        return new PrecisionRecall(
                Ratio.of(hits, answered),
                Ratio.of(hits, actual),
                Ratio.of(2.0 * hits, (double) answered + actual));
    }
}
