package io.afluente.evaluate;

/**
 * Whether two classifiers differ on the same examples: McNemar's test (McNemar 1947), which looks
 * at those examples alone that just one of the two got right.
 *
 * <p>If both were equally good, each of these would be a fair coin's toss. The p-values are those
 * of the binomial distribution itself, for any number of examples, and count the outcome at hand by
 * half: the mid-p test, nearly as powerful as the chi-square approximation and valid for few
 * examples too (Fagerland, Lydersen, Laake 2013).
 *
 * @param onlyChampion how many only the champion got right
 * @param onlyChallenger how many only the challenger got right
 */
public record McNemar(long onlyChampion, long onlyChallenger) {
    public McNemar {
        if (onlyChampion < 0 || onlyChallenger < 0) {
            throw new IllegalArgumentException(
                    "McNemar: counts must be 0 or more, got "
                            + onlyChampion
                            + ", "
                            + onlyChallenger);
        }
    }

    /**
     * How probable it is that a challenger no better than the champion looks this good or better:
     * small where the challenger is better, 1/2 where nothing speaks for either.
     */
    public double challengerBetter() {
        return FairCoin.midTail(onlyChampion + onlyChallenger, onlyChallenger);
    }

    /** How probable a difference as large as this, in either direction, is by chance. */
    public double different() {
        long more = Math.max(onlyChampion, onlyChallenger);
        return 2 * FairCoin.midTail(onlyChampion + onlyChallenger, more);
    }
}
