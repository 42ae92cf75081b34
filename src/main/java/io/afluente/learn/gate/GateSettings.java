package io.afluente.learn.gate;

/**
 * What a checkpoint must show before it serves.
 *
 * @param on whether there is a gate; without one every checkpoint is put forward
 * @param share of the stream that is held out: tested, never trained on; 0 to 0.5
 * @param recent how many of the latest held-out examples a checkpoint is judged by
 * @param all how many of all held-out examples it is judged by: a sample of them
 * @param least how many of the latest it takes to judge at all: before, every checkpoint passes
 * @param tolerance by how much its accuracy may be below the champion's, above 0
 */
public record GateSettings(
        boolean on, double share, int recent, int all, int least, double tolerance) {
    /** Every checkpoint is put forward, and every example trained on. */
    public static final GateSettings OFF = new GateSettings(false, 0, 1, 1, 1, 1);

    public GateSettings {
        if (!(share >= 0 && share <= 0.5) || all < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "gate: needs a share of 0 to 0.5, 1 or more examples and a tolerance above 0,"
                            + " got %s, %d, %s".formatted(share, all, tolerance));
        }
        if (least < 1 || recent < least) {
            throw new IllegalArgumentException(
                    "gate: needs 1 or more recent examples to judge and room for them, got %d, %d"
                            .formatted(least, recent));
        }
    }
}
