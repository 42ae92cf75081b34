package io.afluente.evaluate;

/** What a detector says of the error rate after one more example. */
public enum Drift {
    /** Nothing unusual. */
    NONE,
    /** The error rate is higher than chance explains easily; often the beginning of a drift. */
    WARNING,
    /** The error rate has risen. */
    DRIFT
}
