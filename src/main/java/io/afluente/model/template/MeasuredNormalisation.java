package io.afluente.model.template;

import io.afluente.image.Image;
import io.afluente.model.Normalisation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Counts the values of each channel, for their mean and their deviation. */
public final class MeasuredNormalisation {
    private static final int VALUES = 256;

    /** Four digits are enough, and read well in a file. */
    private static final MathContext DIGITS = new MathContext(4);

    private final long[][] counts;

    public MeasuredNormalisation(int channels) {
        counts = new long[channels][VALUES];
    }

    /** Counts a picture in. */
    public void add(Image image) {
        byte[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            counts[i % counts.length][pixels[i] & 0xff]++;
        }
    }

    /** What brings the pictures so far to a mean of 0 and a deviation of 1; needs one at least. */
    public Normalisation result() {
        List<Float> means = new ArrayList<>();
        List<Float> deviations = new ArrayList<>();
        for (long[] channel : counts) {
            double mean = mean(channel, 0, 1);
            double deviation = Math.sqrt(mean(channel, mean, 2));
            means.add(rounded(mean));
            // a channel that is always the same has none; one step of 8 bits then
            deviations.add(rounded(Math.max(deviation, 1.0 / (VALUES - 1))));
        }
        return new Normalisation(means, deviations);
    }

    private static double mean(long[] channel, double around, int power) {
        double sum = 0;
        long total = 0;
        for (int value = 0; value < VALUES; value++) {
            double share = value / (VALUES - 1.0) - around;
            sum += channel[value] * Math.pow(share, power);
            total += channel[value];
        }
        return sum / total;
    }

    private static float rounded(double value) {
        return new BigDecimal(value).round(DIGITS).floatValue();
    }
}
