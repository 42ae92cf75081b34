package io.afluente.model.plan;

import io.afluente.model.plan.kernel.HostFloats;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network's end: probabilities from its last values (logits), and the gradient of the
 * cross-entropy with respect to them, {@code p - y}, times what the label's class counts.
 */
final class SoftmaxHead {
    private final int classes;
    private final HostFloats logits;
    private final HostFloats gradient;
    private final float[] row;
    private final List<Float> classWeights;

    /** A head that answers only, if there is no gradient. */
    SoftmaxHead(int classes, INDArray logits, INDArray gradient, List<Float> classWeights) {
        this.classWeights = classWeights;
        this.classes = classes;
        this.logits = new HostFloats(logits);
        this.gradient = gradient == null ? null : new HostFloats(gradient);
        this.row = new float[classes];
    }

    /** A row of probabilities for each of the first examples. */
    float[][] probabilities(int examples) {
        FloatBuffer values = logits.read();
        float[][] probabilities = new float[examples][classes];
        for (int i = 0; i < examples; i++) {
            values.get(i * classes, probabilities[i]);
            softmax(probabilities[i]);
        }
        return probabilities;
    }

    /**
     * Writes the gradient for the examples that have a label, and 0 for the padding after them.
     *
     * @param weight of each example in the loss
     */
    void writeGradient(int[] labels, float weight, int padded) {
        FloatBuffer values = logits.read();
        FloatBuffer out = gradient.write();
        for (int i = 0; i < labels.length; i++) {
            values.get(i * classes, row);
            softmax(row);
            row[labels[i]] -= 1;
            float counts = classWeights.isEmpty() ? weight : weight * classWeights.get(labels[i]);
            for (int j = 0; j < classes; j++) {
                out.put(i * classes + j, counts * row[j]);
            }
        }
        for (int i = labels.length * classes; i < padded * classes; i++) {
            out.put(i, 0);
        }
        gradient.written();
    }

    // the largest value is taken off first, so that no power overflows
    private static void softmax(float[] values) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double power = Math.exp(values[i] - largest);
            values[i] = (float) power;
            sum += power;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }
}
