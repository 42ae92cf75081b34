package io.afluente.stream.record;

import io.afluente.image.PictureForm;
import java.util.function.Function;

/**
 * A picture whose size is known, and whose pixels are decoded when they are asked for.
 *
 * @param unpackedBytes that decoding works through, as the picture's header says
 * @param decoding gives it in the form that a network takes, or throws a {@code BadImageException}
 */
public record PackedImage(long unpackedBytes, Function<PictureForm, ReadPicture> decoding) {
    /** The picture in the form that a network takes. */
    public ReadPicture read(PictureForm form) {
        return decoding.apply(form);
    }
}
