package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whether a checkpoint was put forward to serve when it was made, and why or why not.
 *
 * @param passed whether it became the candidate
 * @param reason in words
 * @param accuracy on the latest held-out examples; null where there were too few to judge by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(boolean passed, String reason, Double accuracy) {
    /** One that was not judged by held-out examples. */
    public Verdict(boolean passed, String reason) {
        this(passed, reason, null);
    }
}
