package io.afluente.model.plan.stage;

import io.afluente.model.network.Border;
import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zeros around a picture, or its rows and columns cut off: each is the other's way back. */
record Frame(Border layer) implements Stage {
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
        pass.forward(copy(layer.added(), site.batch(), site.input(), site.output()));
        if (site.inputGradient() != null) {
            pass.backward(
                    copy(
                            !layer.added(),
                            site.batch(),
                            site.outputGradient(),
                            site.inputGradient()));
        }
    }

    private Kernel copy(boolean outwards, int batch, INDArray from, INDArray to) {
        Grid in = layer.place().in();
        Grid small = layer.added() ? in : out();
        Grid large = layer.added() ? out() : in;
        int offset = (layer.size().top() * large.width() + layer.size().left()) * in.channels();
        Rows rows = new Rows(small, large, offset, batch);
        return new Copying(rows, outwards, new HostFloats(from), new HostFloats(to));
    }

    /** A small picture inside a large one. */
    private record Rows(Grid small, Grid large, int offset, int batch) {
        int inSmall(int example, int row) {
            return example * small.size() + row * small.width() * small.channels();
        }

        int inLarge(int example, int row) {
            return example * large.size() + offset + row * large.width() * large.channels();
        }
    }

    private record Copying(Rows rows, boolean outwards, HostFloats from, HostFloats to)
            implements Kernel {
        @Override
        public void run() {
            FloatBuffer source = from.read();
            FloatBuffer target = to.write();
            float[] row = new float[rows.small.width() * rows.small.channels()];
            if (outwards) {
                clear(target);
            }
            for (int i = 0; i < rows.batch; i++) {
                for (int y = 0; y < rows.small.height(); y++) {
                    int small = rows.inSmall(i, y);
                    int large = rows.inLarge(i, y);
                    source.get(outwards ? small : large, row);
                    target.put(outwards ? large : small, row);
                }
            }
            to.written();
        }

        private void clear(FloatBuffer target) {
            float[] zeros = new float[rows.large.size()];
            for (int i = 0; i < rows.batch; i++) {
                target.put(i * zeros.length, zeros);
            }
        }
    }
}
