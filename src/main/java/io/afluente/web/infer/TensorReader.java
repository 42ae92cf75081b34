package io.afluente.web.infer;

import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.stream.record.Base64Text;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.MediaType;
import io.javalin.http.HttpStatus;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Takes an input tensor apart into pictures: pixels as UINT8 or FP32, or picture files as BYTES.
 * What is wrong with it ends in a {@link InferException}. Safe for any thread.
 */
final class TensorReader {
    private static final int MAX_PIXEL = 255;

    private final NetworkSpec spec;
    private final int mostImages;

    /**
     * @param spec says which pictures are taken
     * @param mostImages in one request
     */
    TensorReader(NetworkSpec spec, int mostImages) {
        this.spec = spec;
        this.mostImages = mostImages;
    }

    List<Picture> pictures(TensorInput tensor) {
        return switch (tensor.datatype()) {
            case Tensors.UINT8 -> pixels(bytes(tensor));
            case Tensors.FP32 -> pixels(rounded(tensor));
            case Tensors.BYTES -> files(tensor);
            default ->
                    throw InferException.bad(
                            "%s: datatype: %s, %s or %s, not %s"
                                    .formatted(
                                            Tensors.IMAGES,
                                            Tensors.UINT8,
                                            Tensors.FP32,
                                            Tensors.BYTES,
                                            tensor.datatype()));
        };
    }

    private List<Picture> pixels(byte[] all) {
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
        int size = pixelCount(tensor);
        if (tensor.binary() != null) {
            requireBytes(size, tensor);
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
        int size = pixelCount(tensor);
        ByteBuffer binary = null;
        if (tensor.binary() != null) {
            requireBytes((long) size * Float.BYTES, tensor);
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
    private int pixelCount(TensorInput tensor) {
        List<Long> one = Tensors.shape(spec);
        List<Long> given = tensor.shape();
        if (given.size() != one.size() + 1 || !given.subList(1, given.size()).equals(one)) {
            throw wrongShape(given, one);
        }
        long images = images(given);
        long size = images * spec.pictures().shape().size();
        requireValues(size, tensor);
        return Math.toIntExact(size);
    }

    private static InferException wrongShape(List<Long> given, List<Long> one) {
        List<Object> needed = Stream.concat(Stream.of((Object) "N"), one.stream()).toList();
        return InferException.bad(
                "%s: shape: %s is needed, got %s".formatted(Tensors.IMAGES, needed, given));
    }

    private long images(List<Long> shape) {
        long images = shape.get(0);
        if (images < 1) {
            throw InferException.bad("%s: shape: at least 1 image".formatted(Tensors.IMAGES));
        }
        if (images > mostImages) {
            throw new InferException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "%s: %,d images, %,d are the most in one request"
                            .formatted(Tensors.IMAGES, images, mostImages));
        }
        return images;
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
        if (tensor.binary().length != size) {
            throw InferException.bad(
                    "%s: binary_data_size: the shape needs %,d bytes, got %,d"
                            .formatted(Tensors.IMAGES, size, tensor.binary().length));
        }
    }

    private List<Picture> files(TensorInput tensor) {
        List<Long> shape = tensor.shape();
        if (shape.isEmpty()
                || LongStream.range(1, shape.size()).anyMatch(i -> shape.get((int) i) != 1)) {
            throw InferException.bad(
                    "%s: shape: [N] is needed for files, got %s".formatted(Tensors.IMAGES, shape));
        }
        long images = images(shape);
        List<byte[]> files =
                tensor.binary() == null ? decoded(tensor.values()) : cut(tensor.binary(), images);
        if (files.size() != images) {
            throw InferException.bad(
                    "%s: data: the shape says %,d files, got %,d"
                            .formatted(Tensors.IMAGES, images, files.size()));
        }
        return files.stream()
                .map(file -> new Picture(file, MediaType.ofPicture(file).toString()))
                .toList();
    }

    private static List<byte[]> decoded(JsonValues values) {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.areTexts()) {
                throw InferException.bad(
                        "%s: data: must be base64 texts".formatted(Tensors.IMAGES));
            }
            try {
                files.add(Base64Text.decode(values.text(i)));
            } catch (BadImageException e) {
                throw InferException.ofPicture(i, e);
            }
        }
        return files;
    }

    /** Cuts elements apart, each behind its length as four bytes. */
    private static List<byte[]> cut(byte[] binary, long most) {
        ByteBuffer from = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> files = new ArrayList<>();
        try {
            while (from.hasRemaining() && files.size() <= most) {
                int length = from.getInt();
                if (length < 0 || length > from.remaining()) {
                    throw InferException.ofPicture(
                            files.size(),
                            "says %s bytes, %,d follow"
                                    .formatted(Integer.toUnsignedString(length), from.remaining()));
                }
                byte[] file = new byte[length];
                from.get(file);
                files.add(file);
            }
        } catch (BufferUnderflowException e) {
            throw InferException.ofPicture(files.size(), "ends within its length");
        }
        return files;
    }
}
