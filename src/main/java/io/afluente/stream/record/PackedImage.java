package io.afluente.stream.record;

import io.afluente.image.PictureForm;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/**
 * A picture whose size is known, and whose pixels are decoded when they are asked for.
 *
 * @param extensions of the event that it came in, as the headers that they would be
 * @param unpackedBytes that decoding works through, as the picture's header says
 * @param decoding gives it in the form that a network takes, or throws a {@code BadImageException}
 */
public record PackedImage(
        List<Header> extensions, long unpackedBytes, Function<PictureForm, ReadPicture> decoding) {
    PackedImage(long unpackedBytes, Function<PictureForm, ReadPicture> decoding) {
        this(List.of(), unpackedBytes, decoding);
    }

    PackedImage with(List<Header> others) {
        return new PackedImage(others, unpackedBytes, decoding);
    }

    /** The picture in the form that a network takes. */
    public ReadPicture read(PictureForm form) {
        return decoding.apply(form);
    }
}
