package io.afluente.model.plan.normalise;

import io.afluente.model.network.ChannelNormalisation;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The way back through a normalisation by the mini-batch's own statistics, which depend on every
 * example. What DL4J takes for the gradient of the running statistics is how far they are to move:
 * it is subtracted from them as it is, whatever the updater.
 */
final class NormaliseGradient implements Kernel {
    private static final int RUN = 32;

    private final ChannelNormalisation normalisation;
    private final StageBuffers site;
    private final BatchStatistics ofBatch;
    private final int size;
    private final Lanes lanes;
    private final HostFloats parameters;
    private final HostFloats parameterGradients;
    private final HostFloats input;
    private final HostFloats outputGradient;
    private final HostFloats inputGradient;
    private final float[] values;
    private final float[] given;
    private final float[] means;
    private final float[] sums;
    private final float[] products;
    private final float[] ofGiven;
    private final float[] ofValue;
    private final float[] constant;

    NormaliseGradient(Normalise stage, StageBuffers site, BatchStatistics ofBatch) {
        this.normalisation = stage.normalisation();
        this.site = site;
        this.ofBatch = ofBatch;
        this.size = stage.out().size();
        this.lanes = new Lanes(normalisation.channels());
        this.parameters = new HostFloats(site.parameters());
        this.parameterGradients = new HostFloats(site.parameterGradients());
        this.input = new HostFloats(site.input());
        this.outputGradient = new HostFloats(site.outputGradient());
        this.inputGradient =
                site.inputGradient() == null ? null : new HostFloats(site.inputGradient());
        this.values = lanes.array();
        this.given = lanes.array();
        this.means = lanes.array();
        this.sums = lanes.array();
        this.products = lanes.array();
        this.ofGiven = lanes.array();
        this.ofValue = lanes.array();
        this.constant = lanes.array();
    }

    @Override
    public void run() {
        int length = site.step().examples().getAsInt() * size;
        double[] sum = new double[lanes.channels()];
        double[] product = new double[lanes.channels()];
        lanes.spread(ofBatch.mean(), means);
        addUp(length, sum, product);
        double[] inverse = ofBatch.inverses(normalisation);
        FloatBuffer all = parameters.read();
        writeParameters(all, sum, product, inverse);
        if (inputGradient != null) {
            spreadFactors(all, length / lanes.channels(), sum, product, inverse);
            writeInput(length);
        }
    }

    private void addUp(int length, double[] sum, double[] product) {
        FloatBuffer from = input.read();
        FloatBuffer gradient = outputGradient.read();
        int runs = 0;
        for (int at = 0; at < length; at += lanes.width()) {
            int count = lanes.read(from, at, length, values);
            lanes.read(gradient, at, length, given);
            add(values, given, means, sums, products, count);
            if (++runs % RUN == 0) {
                lanes.collect(sums, sum);
                lanes.collect(products, product);
            }
        }
        lanes.collect(sums, sum);
        lanes.collect(products, product);
    }

    private static void add(
            float[] values, float[] given, float[] means, float[] sums, float[] products, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += given[i];
            products[i] += given[i] * (values[i] - means[i]);
        }
    }

    private void writeParameters(
            FloatBuffer all, double[] sum, double[] product, double[] inverse) {
        FloatBuffer out = parameterGradients.write();
        double moved = 1 - normalisation.decay();
        for (int c = 0; c < sum.length; c++) {
            if (normalisation.hasGamma()) {
                out.put(normalisation.gamma() + c, (float) (product[c] * inverse[c]));
                out.put(normalisation.beta() + c, (float) sum[c]);
            }
            double mean = all.get(normalisation.mean() + c);
            out.put(normalisation.mean() + c, (float) (moved * (mean - ofBatch.mean()[c])));
            double spread = all.get(normalisation.spread() + c);
            out.put(
                    normalisation.spread() + c,
                    (float) normalisation.fall(spread, ofBatch.variance()[c]));
        }
        parameterGradients.written();
    }

    private void spreadFactors(
            FloatBuffer all, int pixels, double[] sum, double[] product, double[] inverse) {
        double[] given1 = new double[sum.length];
        double[] value1 = new double[sum.length];
        double[] constant1 = new double[sum.length];
        for (int c = 0; c < sum.length; c++) {
            double scale = normalisation.factor(all, c) * inverse[c];
            given1[c] = scale;
            value1[c] = -scale * inverse[c] * inverse[c] * product[c] / pixels;
            constant1[c] = -scale * sum[c] / pixels;
        }
        lanes.spread(given1, ofGiven);
        lanes.spread(value1, ofValue);
        lanes.spread(constant1, constant);
    }

    private void writeInput(int length) {
        FloatBuffer from = input.read();
        FloatBuffer gradient = outputGradient.read();
        FloatBuffer to = inputGradient.write();
        for (int at = 0; at < length; at += lanes.width()) {
            int count = lanes.read(from, at, length, values);
            lanes.read(gradient, at, length, given);
            combine(count);
            to.put(at, values, 0, count);
        }
        clear(to, length);
        inputGradient.written();
    }

    private void combine(int count) {
        combine(values, given, means, ofGiven, ofValue, constant, count);
    }

    private static void combine(
            float[] values,
            float[] given,
            float[] means,
            float[] ofGiven,
            float[] ofValue,
            float[] constant,
            int count) {
        for (int i = 0; i < count; i++) {
            values[i] = ofGiven[i] * given[i] + ofValue[i] * (values[i] - means[i]) + constant[i];
        }
    }

    // what pads a batch has no part in its statistics
    private void clear(FloatBuffer to, int length) {
        int end = site.batch() * size;
        Arrays.fill(values, 0);
        for (int at = length; at < end; at += values.length) {
            to.put(at, values, 0, Math.min(values.length, end - at));
        }
    }
}
