package io.afluente.model;

import io.afluente.image.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Memory outside the heap that one classifier reads images from and writes answers to. */
final class OnnxBuffers {
    private final ByteBuffer pixels;
    private final FloatBuffer probabilities;
    private final int labels;

    private OnnxBuffers(int pixels, int probabilities, int labels) {
        this.pixels = ByteBuffer.allocateDirect(pixels);
        this.probabilities =
                ByteBuffer.allocateDirect(Math.multiplyExact(probabilities, Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        this.labels = labels;
    }

    ByteBuffer write(List<Image> images) {
        pixels.clear();
        images.forEach(image -> pixels.put(image.pixels()));
        return pixels.flip();
    }

    FloatBuffer room(int images) {
        return probabilities.clear().limit(images * labels);
    }

    List<Prediction> read(int images) {
        probabilities.rewind();
        List<Prediction> predictions = new ArrayList<>(images);
        for (int i = 0; i < images; i++) {
            float[] row = new float[labels];
            probabilities.get(row);
            predictions.add(new Prediction(row));
        }
        return predictions;
    }

    private boolean fits(int pixelCount, int probabilityCount, int labelCount) {
        return pixels.capacity() == pixelCount
                && probabilities.capacity() == probabilityCount
                && labels == labelCount;
    }

    /** Buffers that classifiers of earlier versions left. Safe for all threads. */
    static final class Spare {
        private final Deque<OnnxBuffers> buffers = new ConcurrentLinkedDeque<>();

        OnnxBuffers take(NetworkSpec spec, int maxBatch) {
            int pixels = Math.multiplyExact(maxBatch, spec.input().size());
            int labels = spec.labels().size();
            int probabilities = Math.multiplyExact(maxBatch, labels);
            OnnxBuffers left = buffers.poll();
            return left != null && left.fits(pixels, probabilities, labels)
                    ? left
                    : new OnnxBuffers(pixels, probabilities, labels);
        }

        void putBack(OnnxBuffers left) {
            buffers.push(left);
        }
    }
}
