package io.afluente.learn.drift;

/**
 * What a drift leads to. With every action but {@link #NONE} the past is no longer practised: its
 * examples speak of what was true before.
 */
public enum DriftAction {
    /** It is announced and nothing else. */
    NONE,
    /** The learning rate is raised for a while. */
    RAISE_RATE,
    /** The updater forgets its momentum. */
    RESET_UPDATER,
    /** Learning goes on from the version that was put forward last. */
    ROLL_BACK
}
