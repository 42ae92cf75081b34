package io.afluente.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Who changes a pointer, by which action and why.
 *
 * @param action such as promote or rollback
 * @param principal of the Kafka client; null where it is not known
 * @param user account and machine; null where nobody has said
 * @param reason in words; null where none was given
 */
public record Author(String action, String principal, String user, String reason) {
    /** The learner, by itself. */
    public static final Author LEARNER = new Author("learn", null, null, null);

    /** The same person, by another action. */
    public Author doing(String other) {
        return new Author(other, principal, user, reason);
    }

    /**
     * What is decided now, in any case after what was decided before: clocks of two machines may
     * differ.
     *
     * @param before what the pointer says so far; null where there is none
     */
    public Decision decide(Instant now, Pointer before) {
        Instant earliest =
                Optional.ofNullable(before)
                        .map(Pointer::decision)
                        .map(decision -> decision.time().plusMillis(1))
                        .orElse(now);
        Instant at = (now.isBefore(earliest) ? earliest : now).truncatedTo(ChronoUnit.MILLIS);
        return new Decision(action, at.toString(), principal, user, reason);
    }
}
