package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.NativeMemory;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's parameters alone, where nobody needs that of its input: a matrix
 * product of input patches and output gradients. ND4J's operation would compute both.
 *
 * <p>The patches lie in planes, one for each tap of the kernel, so that they are copied row by row;
 * a last plane of ones gives the bias. Some examples at a time, so that planes stay in the cache.
 */
final class PatchGradient implements Kernel {
    private static final int MAX_TAPS = 128;
    private static final int PLANE_FLOATS = 1 << 18;

    private final Convolution layer;
    private final Patches patches;
    private final HostFloats planes;
    private final HostFloats product;
    private final HostFloats gradients;
    private final float[] sums;
    private final int chunk;
    private final int examples;
    private final List<Kernel> products = new ArrayList<>();

    /** Owns the memory of the product, beside that of the planes. */
    private record Product(Convolution layer) {}

    static boolean suits(Convolution layer) {
        return layer.window().taps() * layer.in().channels() <= MAX_TAPS;
    }

    PatchGradient(Convolution layer, StageBuffers site) {
        this.layer = layer;
        this.patches = new Patches(layer, new HostFloats(site.input()));
        this.examples = site.batch();
        int perExample = (patches.taps() + 1) * layer.out().pixels();
        this.chunk = Math.max(1, PLANE_FLOATS / perExample);
        int productSize = (patches.taps() + 1) * layer.out().channels();
        INDArray planeMemory = site.memory().extra(layer, (long) chunk * perExample);
        INDArray productMemory = site.memory().extra(new Product(layer), productSize);
        this.planes = new HostFloats(planeMemory);
        this.product = new HostFloats(productMemory);
        this.gradients = new HostFloats(site.parameterGradients());
        this.sums = new float[productSize];
        for (int first = 0; first < examples; first += chunk) {
            products.add(product(site, planeMemory, productMemory, first));
        }
    }

    private Kernel product(
            StageBuffers site, INDArray planeMemory, INDArray productMemory, int first) {
        Grid out = layer.out();
        long rows = (long) Math.min(chunk, examples - first) * out.pixels();
        int planeCount = patches.taps() + 1;
        INDArray outputGradient =
                NativeMemory.view(
                        site.outputGradient(),
                        (long) first * out.size(),
                        'c',
                        rows,
                        out.channels());
        return new NativeKernel(
                "matmul",
                List.of(NativeMemory.view(planeMemory, 0, 'c', planeCount, rows), outputGradient),
                NativeMemory.view(productMemory, 0, 'c', planeCount, out.channels()));
    }

    @Override
    public void run() {
        Arrays.fill(sums, 0);
        for (int i = 0; i < products.size(); i++) {
            int first = i * chunk;
            patches.write(first, Math.min(chunk, examples - first), planes.write());
            planes.written();
            products.get(i).run();
            addUp(product.read());
        }
        writeGradients(gradients.write());
        gradients.written();
    }

    private void addUp(FloatBuffer part) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += part.get(i);
        }
    }

    // the product has a row for each tap; DL4J wants one for each output
    private void writeGradients(FloatBuffer out) {
        int outputs = layer.out().channels();
        int taps = patches.taps();
        for (int output = 0; output < outputs; output++) {
            for (int tap = 0; tap < taps; tap++) {
                int at = layer.parameters().weights() + output * taps + tap;
                out.put(at, sums[tap * outputs + output]);
            }
            if (layer.parameters().hasBias()) {
                out.put(layer.parameters().bias() + output, sums[taps * outputs + output]);
            }
        }
    }

    @Override
    public void close() {
        products.forEach(Kernel::close);
    }
}
