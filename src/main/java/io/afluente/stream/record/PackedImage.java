package io.afluente.stream.record;

import io.afluente.image.InputShape;
import java.util.function.Function;

/**
 * A picture whose size is known, and whose pixels are decoded when they are asked for.
 *
 * @param unpackedBytes that decoding works through, as the picture's header says
 * @param decoding gives it in the shape of a network's input, or throws a {@code BadImageException}
 */
public record PackedImage(long unpackedBytes, Function<InputShape, ReadPicture> decoding) {
    /** The picture in the shape of a network's input. */
    public ReadPicture read(InputShape shape) {
        return decoding.apply(shape);
    }
}
