package io.afluente.web.infer.tensor;

import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.stream.record.ImageCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pixels as a tensor of UINT8 or FP32, from 0 to 255, in the shape that the network takes.
 *
 * @param spec says which pictures are taken
 * @param mostImages in one request
 */
record PixelTensor(NetworkSpec spec, int mostImages) {
    private static final int MAX_PIXEL = 255;

    List<Picture> pictures(TensorInput tensor) {
        byte[] all = tensor.datatype().equals(Tensors.UINT8) ? bytes(tensor) : rounded(tensor);
        InputShape shape = spec.pictures().shape();
        List<Picture> pictures = new ArrayList<>();
        for (int from = 0; from < all.length; from += shape.size()) {
            pictures.add(new Picture(channelsLast(all, from, shape), ImageCodec.RAW));
        }
        return pictures;
    }

    private byte[] channelsLast(byte[] all, int from, InputShape shape) {
        byte[] picture = new byte[shape.size()];
        if (Tensors.layout(spec) == Layout.CHANNELS_LAST) {
            System.arraycopy(all, from, picture, 0, picture.length);
            return picture;
        }
        int plane = shape.height() * shape.width();
        for (int i = 0; i < picture.length; i++) {
            picture[i % plane * shape.channels() + i / plane] = all[from + i];
        }
        return picture;
    }

    private byte[] bytes(TensorInput tensor) {
        int size = pixelCount(tensor, Byte.BYTES);
        if (tensor.binary() != null) {
            return tensor.binary();
        }
        byte[] pixels = new byte[size];
        for (int i = 0; i < size; i++) {
            float value = tensor.values().number(i);
            if (value != Math.rint(value)) {
                throw notAPixel(i, value, "a whole number");
            }
            pixels[i] = pixel(i, value);
        }
        return pixels;
    }

    private byte[] rounded(TensorInput tensor) {
        int size = pixelCount(tensor, Float.BYTES);
        ByteBuffer binary = null;
        if (tensor.binary() != null) {
            binary = ByteBuffer.wrap(tensor.binary()).order(ByteOrder.LITTLE_ENDIAN);
        }
        byte[] pixels = new byte[size];
        boolean fractions = false;
        float largest = 0;
        for (int i = 0; i < size; i++) {
            float value = binary == null ? tensor.values().number(i) : binary.getFloat();
            pixels[i] = pixel(i, value);
            fractions |= value != Math.rint(value);
            largest = Math.max(largest, value);
        }
        if (fractions && largest <= 1) {
            throw InferException.bad(
                    "%s: all values lie from 0 to 1; pixels go from 0 to %d, and the model normalises them itself"
                            .formatted(Tensors.IMAGES, MAX_PIXEL));
        }
        return pixels;
    }

    private static byte pixel(int index, float value) {
        if (!(value >= 0 && value <= MAX_PIXEL)) {
            throw notAPixel(index, value, "from 0 to " + MAX_PIXEL);
        }
        return (byte) Math.round(value);
    }

    private static InferException notAPixel(int index, float value, String rule) {
        return InferException.bad(
                "%s: data: value %,d must be %s, got %s"
                        .formatted(Tensors.IMAGES, index, rule, value));
    }

    /** How many values there are, which must be as many as the shape says. */
    private int pixelCount(TensorInput tensor, int bytesOfOne) {
        List<Long> one = Tensors.shape(spec);
        List<Long> given = tensor.shape();
        if (given.size() != one.size() + 1 || !given.subList(1, given.size()).equals(one)) {
            throw wrongShape(given, one);
        }
        int images = TensorReader.count(given, mostImages);
        long size = (long) images * spec.pictures().shape().size();
        requireValues(size, tensor);
        requireBytes(size * bytesOfOne, tensor);
        return Math.toIntExact(size);
    }

    private static InferException wrongShape(List<Long> given, List<Long> one) {
        List<Object> needed = Stream.concat(Stream.of((Object) "N"), one.stream()).toList();
        return InferException.bad(
                "%s: shape: %s is needed, got %s".formatted(Tensors.IMAGES, needed, given));
    }

    private static void requireValues(long size, TensorInput tensor) {
        if (tensor.values() != null && tensor.values().areTexts()) {
            throw InferException.bad("%s: data: must be numbers".formatted(Tensors.IMAGES));
        }
        if (tensor.values() != null && tensor.values().size() != size) {
            throw InferException.bad(
                    "%s: data: the shape needs %,d values, got %,d"
                            .formatted(Tensors.IMAGES, size, tensor.values().size()));
        }
    }

    private static void requireBytes(long size, TensorInput tensor) {
        if (tensor.binary() != null && tensor.binary().length != size) {
            throw InferException.bad(
                    "%s: binary_data_size: the shape needs %,d bytes, got %,d"
                            .formatted(Tensors.IMAGES, size, tensor.binary().length));
        }
    }
}
