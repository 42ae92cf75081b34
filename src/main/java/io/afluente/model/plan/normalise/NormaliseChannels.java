package io.afluente.model.plan.normalise;

import io.afluente.model.network.ChannelNormalisation;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;

/** Normalises each channel: by running statistics, or by those of the mini-batch itself. */
final class NormaliseChannels implements Kernel {
    private final ChannelNormalisation normalisation;
    private final StageBuffers site;
    private final BatchStatistics ofBatch;
    private final int size;
    private final Lanes lanes;
    private final HostFloats parameters;
    private final HostFloats input;
    private final HostFloats output;
    private final float[] values;
    private final float[] means;
    private final float[] scales;
    private final float[] shifts;

    /** Without statistics of the mini-batch, running ones are used. */
    NormaliseChannels(Normalise stage, StageBuffers site, BatchStatistics ofBatch) {
        this.normalisation = stage.normalisation();
        this.site = site;
        this.ofBatch = ofBatch;
        this.size = stage.out().size();
        this.lanes = new Lanes(normalisation.channels());
        this.parameters = new HostFloats(site.parameters());
        this.input = new HostFloats(site.input());
        this.output = new HostFloats(site.output());
        this.values = lanes.array();
        this.means = lanes.array();
        this.scales = lanes.array();
        this.shifts = lanes.array();
    }

    @Override
    public void run() {
        FloatBuffer from = input.read();
        if (ofBatch != null) {
            ofBatch.gather(from, site.step().examples().getAsInt() * size);
        }
        prepare(parameters.read());
        FloatBuffer to = output.write();
        int length = site.batch() * size;
        for (int at = 0; at < length; at += lanes.width()) {
            int count = lanes.read(from, at, length, values);
            normalise(values, means, scales, shifts, count);
            to.put(at, values, 0, count);
        }
        output.written();
    }

    private void prepare(FloatBuffer all) {
        int channels = normalisation.channels();
        double[] mean = new double[channels];
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int c = 0; c < channels; c++) {
            boolean running = ofBatch == null;
            mean[c] = running ? all.get(normalisation.mean() + c) : ofBatch.mean()[c];
            double variance =
                    running
                            ? normalisation.variance(all.get(normalisation.spread() + c))
                            : ofBatch.variance()[c];
            scale[c] = normalisation.factor(all, c) / Math.sqrt(variance + normalisation.epsilon());
            shift[c] = normalisation.summand(all, c);
        }
        lanes.spread(mean, means);
        lanes.spread(scale, scales);
        lanes.spread(shift, shifts);
    }

    private static void normalise(
            float[] values, float[] means, float[] scales, float[] shifts, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = (values[i] - means[i]) * scales[i] + shifts[i];
        }
    }
}
