package io.afluente.stream.learn;

import io.afluente.stream.runtime.CannotLearnOnException;

/** The learner has read from the stream before, but what it had learned is gone. */
public final class LostStateException extends CannotLearnOnException {
    private static final long serialVersionUID = 1L;

    LostStateException(String applicationId, String topic) {
        super(
                "the learner "
                        + applicationId
                        + " has read from "
                        + topic
                        + " before, but its stored state is gone: the topic "
                        + applicationId
                        + "-learner-changelog is missing or empty. Start another line with"
                        + " --group learn=NEW --from VERSION");
    }
}
