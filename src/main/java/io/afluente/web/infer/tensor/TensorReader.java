package io.afluente.web.infer.tensor;

import io.afluente.model.NetworkSpec;
import io.javalin.http.HttpStatus;
import java.util.List;

/**
 * Takes an input tensor apart into pictures: pixels as UINT8 or FP32, or picture files as BYTES.
 * What is wrong with it ends in a {@link InferException}. Safe for any thread.
 */
public final class TensorReader {
    private final PixelTensor pixels;
    private final FileTensor files;

    /**
     * @param spec says which pictures are taken
     * @param mostImages in one request
     */
    public TensorReader(NetworkSpec spec, int mostImages) {
        this.pixels = new PixelTensor(spec, mostImages);
        this.files = new FileTensor(mostImages);
    }

    /** The pictures, at least one. */
    public List<Picture> pictures(TensorInput tensor) {
        return switch (tensor.datatype()) {
            case Tensors.UINT8, Tensors.FP32 -> pixels.pictures(tensor);
            case Tensors.BYTES -> files.pictures(tensor);
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

    /** How many pictures a shape says there are, which may be no more than so many. */
    static int count(List<Long> shape, int most) {
        long images = shape.get(0);
        if (images < 1) {
            throw InferException.bad("%s: shape: at least 1 image".formatted(Tensors.IMAGES));
        }
        if (images > most) {
            throw new InferException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "%s: %,d images, %,d are the most in one request"
                            .formatted(Tensors.IMAGES, images, most));
        }
        return (int) images;
    }
}
