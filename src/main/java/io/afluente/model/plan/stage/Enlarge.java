package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Upsampling;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Each pixel several times; on the way back it gets the sum. */
record Enlarge(Upsampling layer) implements Stage {
    @Override
    public Grid out() {
        return layer.place().out();
    }

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        HostFloats input = new HostFloats(site.input());
        HostFloats output = new HostFloats(site.output());
        pass.forward(new Walk(layer, site.batch(), true, input, output));
        if (site.inputGradient() != null) {
            HostFloats given = new HostFloats(site.outputGradient());
            HostFloats gradient = new HostFloats(site.inputGradient());
            pass.backward(new Walk(layer, site.batch(), false, gradient, given));
        }
    }

    /** Over a small picture and a large one: from the first to the second, or the sums back. */
    private record Walk(
            Upsampling layer, int batch, boolean enlarge, HostFloats small, HostFloats large)
            implements Kernel {
        @Override
        public void run() {
            Grid in = layer.place().in();
            Grid out = layer.place().out();
            float[] few = new float[in.size()];
            float[] many = new float[out.size()];
            FloatBuffer from = enlarge ? small.read() : large.read();
            FloatBuffer to = enlarge ? large.write() : small.write();
            for (int i = 0; i < batch; i++) {
                from.get(i * (enlarge ? few : many).length, enlarge ? few : many);
                Arrays.fill(enlarge ? many : few, 0);
                walk(few, many, in, out);
                to.put(i * (enlarge ? many : few).length, enlarge ? many : few);
            }
            (enlarge ? large : small).written();
        }

        private void walk(float[] few, float[] many, Grid in, Grid out) {
            int channels = in.channels();
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++) {
                    int row = y / layer.times().height();
                    int from = (row * in.width() + x / layer.times().width()) * channels;
                    int to = (y * out.width() + x) * channels;
                    add(few, from, many, to, channels);
                }
            }
        }

        private void add(float[] few, int from, float[] many, int to, int channels) {
            for (int c = 0; c < channels; c++) {
                if (enlarge) {
                    many[to + c] += few[from + c];
                } else {
                    few[from + c] += many[to + c];
                }
            }
        }
    }
}
