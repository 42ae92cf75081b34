package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The largest value of each channel, or the average of all. */
record PoolAll(Grid in, boolean max) implements Stage {
    @Override
    public Grid out() {
        return Grid.vector(in.channels());
    }

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        int[] largest = new int[site.batch() * in.channels()];
        pass.forward(new Forward(this, site, largest));
        if (site.inputGradient() != null) {
            pass.backward(new Backward(this, site, largest));
        }
    }

    /** Notes where the largest values were, the first ones where there are several. */
    private static final class Forward implements Kernel {
        private final PoolAll stage;
        private final int batch;
        private final int[] largest;
        private final HostFloats input;
        private final HostFloats output;
        private final float[] values;
        private final float[] results;

        Forward(PoolAll stage, StageBuffers site, int[] largest) {
            this.stage = stage;
            this.batch = site.batch();
            this.largest = largest;
            this.input = new HostFloats(site.input());
            this.output = new HostFloats(site.output());
            this.values = new float[stage.in.size()];
            this.results = new float[stage.in.channels()];
        }

        @Override
        public void run() {
            FloatBuffer from = input.read();
            FloatBuffer to = output.write();
            for (int i = 0; i < batch; i++) {
                from.get(i * values.length, values);
                if (stage.max) {
                    takeLargest(i * results.length);
                } else {
                    average();
                }
                to.put(i * results.length, results);
            }
            output.written();
        }

        private void average() {
            Arrays.fill(results, 0);
            for (int at = 0; at < values.length; at += results.length) {
                for (int c = 0; c < results.length; c++) {
                    results[c] += values[at + c];
                }
            }
            for (int c = 0; c < results.length; c++) {
                results[c] /= stage.in.pixels();
            }
        }

        private void takeLargest(int note) {
            for (int c = 0; c < results.length; c++) {
                int best = c;
                for (int at = c; at < values.length; at += results.length) {
                    best = values[at] > values[best] ? at : best;
                }
                results[c] = values[best];
                largest[note + c] = best;
            }
        }
    }

    private static final class Backward implements Kernel {
        private final PoolAll stage;
        private final int batch;
        private final int[] largest;
        private final HostFloats outputGradient;
        private final HostFloats inputGradient;
        private final float[] given;
        private final float[] values;

        Backward(PoolAll stage, StageBuffers site, int[] largest) {
            this.stage = stage;
            this.batch = site.batch();
            this.largest = largest;
            this.outputGradient = new HostFloats(site.outputGradient());
            this.inputGradient = new HostFloats(site.inputGradient());
            this.given = new float[stage.in.channels()];
            this.values = new float[stage.in.size()];
        }

        @Override
        public void run() {
            FloatBuffer from = outputGradient.read();
            FloatBuffer to = inputGradient.write();
            for (int i = 0; i < batch; i++) {
                from.get(i * given.length, given);
                if (stage.max) {
                    giveToLargest(i * given.length);
                } else {
                    giveToAll();
                }
                to.put(i * values.length, values);
            }
            inputGradient.written();
        }

        private void giveToAll() {
            for (int c = 0; c < given.length; c++) {
                given[c] /= stage.in.pixels();
            }
            for (int at = 0; at < values.length; at += given.length) {
                System.arraycopy(given, 0, values, at, given.length);
            }
        }

        private void giveToLargest(int note) {
            Arrays.fill(values, 0);
            for (int c = 0; c < given.length; c++) {
                values[largest[note + c]] = given[c];
            }
        }
    }
}
