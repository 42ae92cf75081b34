package io.afluente.model.plan.stage;

import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws what dropout keeps, from the step's seed and the layer alone: a generator whose state
 * nobody has to save. It is SplitMix64 (Steele, Lea and Flood, 2014).
 */
final class DropoutMask implements Kernel {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final HostFloats mask;
    private final float[] tile = new float[4096];
    private final int length;
    private final LongSupplier seed;
    private final long layer;
    private final long threshold;
    private final float scale;

    DropoutMask(INDArray mask, int length, Dropout dropout, LongSupplier seed) {
        this.mask = new HostFloats(mask);
        this.length = length;
        this.seed = seed;
        this.layer = mix((dropout.layer() + 1) * GAMMA);
        this.threshold = (long) (dropout.keep() * (1L << 32));
        this.scale = (float) (1 / dropout.keep());
    }

    @Override
    public void run() {
        long state = mix(seed.getAsLong()) ^ layer;
        for (int from = 0; from < length; from += tile.length) {
            int count = Math.min(tile.length, length - from);
            for (int i = 0; i < count; i++) {
                state += GAMMA;
                tile[i] = mix(state) >>> 32 < threshold ? scale : 0;
            }
            mask.write().put(from, tile, 0, count);
        }
        mask.written();
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
