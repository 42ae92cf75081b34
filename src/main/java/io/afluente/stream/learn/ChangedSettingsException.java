package io.afluente.stream.learn;

import io.afluente.stream.runtime.CannotLearnOnException;

/** The learner's stored state was made under other settings, and can't go on under these. */
public final class ChangedSettingsException extends CannotLearnOnException {
    private static final long serialVersionUID = 1L;

    ChangedSettingsException(String stored, String given) {
        super(
                "the learner's stored state belongs to other settings (settings hash "
                        + stored
                        + ", now "
                        + given
                        + "): mini-batch size, checkpoint interval, updater, rate, seed and network"
                        + " stay as they were for a model's life, and a later version's state is for"
                        + " that version. Go back to the former settings or version, or"
                        + " start another line with --group learn=NEW --from VERSION");
    }
}
