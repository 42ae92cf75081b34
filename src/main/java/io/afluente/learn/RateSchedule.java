package io.afluente.learn;

/**
 * How the learning rate changes with the examples seen: what the updater's own rate is multiplied
 * by.
 *
 * @param shape of the decay
 * @param examples over which the rate decays: {@link Shape#LINEAR} and {@link Shape#COSINE} reach 0
 *     after so many and stay there, {@link Shape#INVERSE_ROOT} is at 0.71 then; unused for {@link
 *     Shape#CONSTANT}
 * @param warmUp over so many examples, the first ones, the rate rises from nearly 0 in a line; 0
 *     for none
 */
public record RateSchedule(Shape shape, long examples, long warmUp) {
    /** The same rate for ever. */
    public static final RateSchedule CONSTANT = new RateSchedule(Shape.CONSTANT, 1, 0);

    /** How the rate falls. */
    public enum Shape {
        CONSTANT,
        /** To nothing, in a line. */
        LINEAR,
        /** To nothing, as half a wave. */
        COSINE,
        /** Slower and slower, never to nothing: for streams without an end. */
        INVERSE_ROOT
    }

    public RateSchedule {
        if (examples < 1 || warmUp < 0) {
            throw new IllegalArgumentException(
                    "rate schedule: needs 1 or more examples and a warm-up of 0 or more, got "
                            + examples
                            + " and "
                            + warmUp);
        }
    }

    /** The factor after so many examples. */
    public double at(long seen) {
        double warm = seen < warmUp ? (seen + 1.0) / warmUp : 1;
        return warm * fall((double) seen / examples);
    }

    private double fall(double share) {
        return switch (shape) {
            case CONSTANT -> 1;
            case LINEAR -> Math.max(0, 1 - share);
            // StrictMath: the same rate on every machine
            case COSINE -> (1 + StrictMath.cos(Math.PI * Math.min(1, share))) / 2;
            case INVERSE_ROOT -> 1 / Math.sqrt(1 + share);
        };
    }
}
