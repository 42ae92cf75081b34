package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.BadNetworkException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Who had a pointer say what it says, when and why. Stands on the topic of models, where anybody
 * may have written it unless it is signed.
 *
 * @param action what was done, such as promote or rollback
 * @param at when, as ISO 8601 in UTC; never before what the pointer said last
 * @param principal of the Kafka client, as far as that knows it; null where it does not
 * @param user account and machine that it was done from; null where nobody has said
 * @param reason in words; null where none was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(String action, String at, String principal, String user, String reason) {
    /** More is no sentence. */
    public static final int MAX_REASON = 500;

    private static final int MAX_NAME = 300;

    public Decision {
        require("action", action, 30);
        require("principal", principal, MAX_NAME);
        require("user", user, MAX_NAME);
        require("reason", reason, MAX_REASON);
        if (action == null) {
            throw new BadNetworkException("decision: action is missing");
        }
        parse(at);
    }

    /** When it was made. */
    public Instant time() {
        return parse(at);
    }

    private static Instant parse(String at) {
        try {
            // years of more digits can't be counted on by a millisecond
            return Instant.parse(at == null || !at.matches("\\d{4}-.{1,40}") ? "" : at);
        } catch (DateTimeException e) {
            throw new BadNetworkException(
                    "decision: at is no time such as 2026-01-31T12:00:00Z", e);
        }
    }

    /** What is shown on terminals and pages is short, and moves no cursor. */
    private static void require(String name, String text, int most) {
        if (text != null
                && (text.length() > most || text.chars().anyMatch(Character::isISOControl))) {
            throw new BadNetworkException(
                    "decision: %s has control characters, or more than %d characters"
                            .formatted(name, most));
        }
    }
}
