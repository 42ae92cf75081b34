package io.afluente.evaluate;

/**
 * How good the answers were up to some example, each one given before its label was learned from.
 * Every figure is a finite number; all are 0 before the first example.
 *
 * @param examples seen since the beginning
 * @param correct of them answered rightly
 * @param accuracy {@code correct / examples}
 * @param windowedAccuracy over the last examples, as many as the window is long or fewer
 * @param fadingAccuracy over all, older ones counting for less and less
 * @param logLoss mean of {@code -ln p} of the true label over all examples, in nats, 16.12 at most
 * @param windowedLogLoss the same over the last examples
 * @param kappa Cohen's, over all: against chance with the same frequencies of answers
 * @param kappaMajority over all, against always answering the label most frequent so far (Bifet, De
 *     Francisci Morales, Read, Holmes, Pfahringer 2015)
 * @param kappaTemporal over all, against always answering the label before (Žliobaitė, Bifet, Read,
 *     Pfahringer, Holmes 2015)
 * @param ece expected calibration error over the last examples, in 15 bins: 0 to 1
 */
public record Score(
        long examples,
        long correct,
        double accuracy,
        double windowedAccuracy,
        double fadingAccuracy,
        double logLoss,
        double windowedLogLoss,
        double kappa,
        double kappaMajority,
        double kappaTemporal,
        double ece) {}
