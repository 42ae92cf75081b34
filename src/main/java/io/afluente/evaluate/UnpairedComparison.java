package io.afluente.evaluate;

/**
 * What two classifiers got right where each example was answered by one of them alone. Where both
 * answered all of them, {@link PairedComparison} sees smaller differences.
 *
 * @param championRight examples of the champion's that it got right
 * @param championWrong examples of the champion's that it got wrong
 * @param challengerRight examples of the challenger's that it got right
 * @param challengerWrong examples of the challenger's that it got wrong
 */
public record UnpairedComparison(
        long championRight, long championWrong, long challengerRight, long challengerWrong) {
    /** Before anything was answered. */
    public static final UnpairedComparison NONE = new UnpairedComparison(0, 0, 0, 0);

    public UnpairedComparison {
        if (championRight < 0 || championWrong < 0 || challengerRight < 0 || challengerWrong < 0) {
            throw new IllegalArgumentException("an unpaired comparison has no counts below 0");
        }
    }

    /** With one more example of the champion's. */
    public UnpairedComparison champion(boolean right) {
        return new UnpairedComparison(
                championRight + (right ? 1 : 0),
                championWrong + (right ? 0 : 1),
                challengerRight,
                challengerWrong);
    }

    /** With one more example of the challenger's. */
    public UnpairedComparison challenger(boolean right) {
        return new UnpairedComparison(
                championRight,
                championWrong,
                challengerRight + (right ? 1 : 0),
                challengerWrong + (right ? 0 : 1));
    }

    /** How many examples the champion answered. */
    public long championExamples() {
        return championRight + championWrong;
    }

    /** How many examples the challenger answered. */
    public long challengerExamples() {
        return challengerRight + challengerWrong;
    }

    /** The champion's accuracy; 0 without examples. */
    public double championAccuracy() {
        return Ratio.of(championRight, championExamples());
    }

    /** The challenger's accuracy; 0 without examples. */
    public double challengerAccuracy() {
        return Ratio.of(challengerRight, challengerExamples());
    }

    /** The challenger's accuracy less the champion's. */
    public double difference() {
        return challengerAccuracy() - championAccuracy();
    }

    /** The test of whether the two differ. */
    public FisherExact test() {
        return new FisherExact(championRight, championWrong, challengerRight, challengerWrong);
    }
}
