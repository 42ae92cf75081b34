package io.afluente.model.engine;

import io.afluente.image.Image;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory outside the heap that one classifier reads images from and writes answers to. */
final class OnnxBuffers {
    private final ByteBuffer pixels;
    private final FloatBuffer probabilities;
    private final int labels;

    OnnxBuffers(NetworkSpec spec, int maxBatch) {
        this.labels = spec.labels().size();
        this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(maxBatch, spec.input().size()));
        int bytes = Math.multiplyExact(Math.multiplyExact(maxBatch, labels), Float.BYTES);
        this.probabilities =
                ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
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
}
