package io.afluente.model.plan.stage;

import io.afluente.model.network.Concatenation;
import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
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
        int offset = 0;
        for (int k = 0; k < site.inputs().size(); k++) {
            int channels = layer.parts().get(k).channels();
            pass.forward(
                    new Channels(
                            site,
                            new Part(offset, channels, true),
                            site.inputs().get(k),
                            site.output()));
            INDArray gradient = site.inputGradients().get(k);
            if (gradient != null) {
                pass.backward(
                        new Channels(
                                site,
                                new Part(offset, channels, false),
                                gradient,
                                site.outputGradient()));
            }
            offset += channels;
        }
    }

    /**
     * Some channels of all.
     *
     * @param joined whether they are put among the others, or taken out
     */
    private record Part(int offset, int channels, boolean joined) {}

    /** Copies channels between a picture of their own and one of all. */
    private final class Channels implements Kernel {
        private final Part part;
        private final int batch;
        private final HostFloats own;
        private final HostFloats all;
        private final float[] ownValues;
        private final float[] allValues;

        Channels(StageBuffers site, Part part, INDArray own, INDArray all) {
            this.part = part;
            this.batch = site.batch();
            this.own = new HostFloats(own);
            this.all = new HostFloats(all);
            this.ownValues = new float[out().pixels() * part.channels];
            this.allValues = new float[out().size()];
        }

        @Override
        public void run() {
            FloatBuffer small = part.joined ? own.read() : own.write();
            FloatBuffer large = part.joined ? all.write() : all.read();
            for (int i = 0; i < batch; i++) {
                large.get(i * allValues.length, allValues);
                if (part.joined) {
                    small.get(i * ownValues.length, ownValues);
                }
                copy();
                if (part.joined) {
                    large.put(i * allValues.length, allValues);
                } else {
                    small.put(i * ownValues.length, ownValues);
                }
            }
            (part.joined ? all : own).written();
        }

        private void copy() {
            int channels = out().channels();
            for (int pixel = 0; pixel < out().pixels(); pixel++) {
                int inOwn = pixel * part.channels;
                int inAll = pixel * channels + part.offset;
                if (part.joined) {
                    System.arraycopy(ownValues, inOwn, allValues, inAll, part.channels);
                } else {
                    System.arraycopy(allValues, inAll, ownValues, inOwn, part.channels);
                }
            }
        }
    }
}
