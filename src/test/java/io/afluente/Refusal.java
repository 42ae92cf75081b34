package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The law for every decoder under fuzzing: bytes from outside are read, or refused with a reason
 * that is fit for a log and for a header. Any other exception is a finding.
 */
public final class Refusal {
    private static final int MAX_LENGTH = 2_000;

    private Refusal() {}

    /** Runs a decoder, which may throw nothing but its own kind of refusal. */
    public static void orRead(Class<? extends RuntimeException> kind, Runnable decoding) {
        try {
            decoding.run();
        } catch (RuntimeException e) {
            if (!kind.isInstance(e)) {
                throw e;
            }
            checkReason(e.getMessage());
        }
    }

    private static void checkReason(String reason) {
        assertThat(reason).isNotBlank().hasSizeLessThanOrEqualTo(MAX_LENGTH);
        assertThat(reason.chars().filter(Character::isISOControl).toArray())
                .as("control characters in: %s", reason)
                .isEmpty();
    }
}
