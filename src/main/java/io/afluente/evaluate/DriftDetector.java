package io.afluente.evaluate;

/**
 * Watches whether answers are right or wrong and says when they get worse. An error rate that
 * falls, as it does while a model learns, is never a drift.
 *
 * <p>Depends on the sequence of errors alone. {@link Drift#WARNING} is a level that holds from one
 * example to the next; {@link Drift#DRIFT} is an event, after which the detector starts afresh by
 * itself. Belongs to one thread at a time; an update allocates nothing.
 */
public interface DriftDetector extends Resumable {
    /**
     * Takes in one example.
     *
     * @param error whether the answer was wrong
     */
    Drift update(boolean error);
}
