package io.afluente.model.plan.stage;

import io.afluente.model.network.Concatenation;
import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The channels of all inputs, pixel by pixel one after the other. */
record Concat(Concatenation layer) implements Stage {
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
        List<Part> parts = new ArrayList<>();
        int offset = 0;
        for (int k = 0; k < site.inputs().size(); k++) {
            int channels = layer.parts().get(k).channels();
            INDArray gradient = site.inputGradients().get(k);
            parts.add(new Part(offset, channels, site.inputs().get(k)));
            if (gradient != null) {
                Part back = new Part(offset, channels, gradient);
                pass.backward(new Channels(site.batch(), List.of(back), false, whole(site, false)));
            }
            offset += channels;
        }
        pass.forward(new Channels(site.batch(), parts, true, whole(site, true)));
    }

    private static HostFloats whole(StageBuffers site, boolean joined) {
        return new HostFloats(joined ? site.output() : site.outputGradient());
    }

    /** Some channels of all, as a picture of their own. */
    private final class Part {
        private final int offset;
        private final int channels;
        private final HostFloats memory;
        private final float[] values;

        Part(int offset, int channels, INDArray own) {
            this.offset = offset;
            this.channels = channels;
            this.memory = new HostFloats(own);
            this.values = new float[out().pixels() * channels];
        }

        private void copy(float[] all, boolean joined) {
            for (int pixel = 0; pixel < out().pixels(); pixel++) {
                int inOwn = pixel * channels;
                int inAll = pixel * out().channels() + offset;
                if (joined) {
                    System.arraycopy(values, inOwn, all, inAll, channels);
                } else {
                    System.arraycopy(all, inAll, values, inOwn, channels);
                }
            }
        }
    }

    /** Copies channels between pictures of their own and one of all. */
    private final class Channels implements Kernel {
        private final int batch;
        private final List<Part> parts;
        private final boolean joined;
        private final HostFloats all;
        private final float[] values;

        Channels(int batch, List<Part> parts, boolean joined, HostFloats all) {
            this.batch = batch;
            this.parts = parts;
            this.joined = joined;
            this.all = all;
            this.values = new float[out().size()];
        }

        @Override
        public void run() {
            if (joined) {
                join();
            } else {
                part();
            }
        }

        private void join() {
            List<FloatBuffer> from = parts.stream().map(part -> part.memory.read()).toList();
            FloatBuffer to = all.write();
            for (int i = 0; i < batch; i++) {
                for (int k = 0; k < parts.size(); k++) {
                    Part part = parts.get(k);
                    from.get(k).get(i * part.values.length, part.values);
                    part.copy(values, true);
                }
                to.put(i * values.length, values);
            }
            all.written();
        }

        private void part() {
            FloatBuffer from = all.read();
            for (Part part : parts) {
                FloatBuffer to = part.memory.write();
                for (int i = 0; i < batch; i++) {
                    from.get(i * values.length, values);
                    part.copy(values, false);
                    to.put(i * part.values.length, part.values);
                }
                part.memory.written();
            }
        }
    }
}
