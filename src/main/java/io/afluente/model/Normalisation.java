package io.afluente.model;

import java.util.List;

/**
 * How an 8-bit value becomes the network's input: {@code (value / 255 - mean) / deviation}.
 *
 * @param mean of each channel
 * @param deviation of each channel, above 0
 */
public record Normalisation(List<Float> mean, List<Float> deviation) {
    public Normalisation {
        mean = present("mean", mean);
        deviation = present("deviation", deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new BadNetworkException(
                    "normalisation: mean and deviation need a value for each channel");
        }
        if (deviation.stream().anyMatch(d -> !(d > 0) || d.isInfinite())
                || mean.stream().anyMatch(m -> m.isNaN() || m.isInfinite())) {
            throw new BadNetworkException(
                    "normalisation: needs finite means and deviations above 0");
        }
    }

    /** The input for one 8-bit value of one channel. */
    public float apply(int value, int channel) {
        return (value / 255f - mean.get(channel)) / deviation.get(channel);
    }

    /** The input for one value of an embedding: {@code (value - mean) / deviation}. */
    public float standardise(float value, int position) {
        int i = mean.size() == 1 ? 0 : position;
        return (value - mean.get(i)) / deviation.get(i);
    }

    private static List<Float> present(String field, List<Float> values) {
        if (values == null || values.stream().anyMatch(value -> value == null)) {
            throw new BadNetworkException("normalisation: " + field + ": a value is missing");
        }
        return List.copyOf(values);
    }
}
