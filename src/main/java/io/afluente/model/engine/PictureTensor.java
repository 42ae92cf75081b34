package io.afluente.model.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BackboneSpec.Channels;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Layout;
import io.afluente.model.file.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Pictures as a backbone takes them: as floats, or as 8-bit values where the graph asks for them.
 * Safe for all threads.
 *
 * <p>Memory outside the heap is kept for the next call: to be given 600 kB anew, as a picture of
 * 224x224 in colour takes, costs several times what filling them does.
 */
final class PictureTensor {
    private final BackboneSpec spec;
    private final boolean floats;
    private final Pixels pixels;
    private final int largestPart;
    private final Deque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    PictureTensor(BackboneSpec spec, OnnxJavaType type, int largestPart) {
        this.spec = spec;
        this.largestPart = largestPart;
        this.floats = type == OnnxJavaType.FLOAT;
        this.pixels = new Pixels(spec.picture(), spec.normalisation(), spec.layout());
        boolean bytes = type == OnnxJavaType.UINT8 && spec.layout() == Layout.CHANNELS_LAST;
        if (!floats && !bytes) {
            throw new BadNetworkException(
                    "backbone: input: \"%s\" takes %s; floats, or 8-bit values channels last, can be given"
                            .formatted(spec.input(), type));
        }
    }

    /** What is done with a tensor while it is there. */
    interface Use<R> {
        R of(OnnxTensor pictures) throws OrtException;
    }

    /** Hands pictures over as a tensor, at most as many as a part has. */
    <R> R with(List<Image> pictures, Use<R> use) throws OrtException {
        ByteBuffer kept = idle.poll();
        ByteBuffer memory = kept == null ? memory() : kept.clear();
        try (OnnxTensor tensor = tensor(pictures, memory)) {
            return use.of(tensor);
        } finally {
            idle.push(memory);
        }
    }

    private ByteBuffer memory() {
        int bytes = floats ? Float.BYTES : Byte.BYTES;
        return ByteBuffer.allocateDirect(largestPart * spec.picture().size() * bytes)
                .order(ByteOrder.nativeOrder());
    }

    private OnnxTensor tensor(List<Image> pictures, ByteBuffer memory) throws OrtException {
        long[] shape = shape(pictures.size());
        if (!floats) {
            pictures.forEach(picture -> memory.put(ordered(picture).pixels()));
            return OnnxTensor.createTensor(
                    OnnxEnvironment.get(), memory.flip(), shape, OnnxJavaType.UINT8);
        }
        FloatBuffer inputs = memory.asFloatBuffer();
        pictures.forEach(picture -> pixels.write(ordered(picture), inputs));
        return OnnxTensor.createTensor(OnnxEnvironment.get(), inputs.flip(), shape);
    }

    private long[] shape(int pictures) {
        InputShape of = spec.picture();
        return spec.layout() == Layout.CHANNELS_FIRST
                ? new long[] {pictures, of.channels(), of.height(), of.width()}
                : new long[] {pictures, of.height(), of.width(), of.channels()};
    }

    private Image ordered(Image picture) {
        if (spec.channels() == Channels.RGB || spec.picture().channels() == 1) {
            return picture;
        }
        byte[] turned = picture.pixels().clone();
        for (int red = 0; red < turned.length; red += 3) {
            turned[red] = picture.pixels()[red + 2];
            turned[red + 2] = picture.pixels()[red];
        }
        return new Image(picture.shape(), turned);
    }
}
