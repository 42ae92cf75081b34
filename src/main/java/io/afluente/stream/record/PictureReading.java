package io.afluente.stream.record;

import io.afluente.image.Image;
import io.afluente.image.ImageFit;
import io.afluente.image.InputShape;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.writing.Writing;
import io.afluente.image.writing.WritingFinder;

/**
 * Brings the picture of one record to a model's shape: as it is, or, where its sender says that it
 * shows writing, the writing that is found in it.
 *
 * @param decoder of files
 * @param shape that the model takes
 * @param ink the sender's word for writing; null if it is none
 */
record PictureReading(ImageDecoder decoder, InputShape shape, String ink) {
    ReadPicture file(byte[] file) {
        return ink == null
                ? new ReadPicture(decoder.decode(file, shape), null)
                : writing(decoder.decodeWriting(file));
    }

    ReadPicture pixels(Image picture) {
        return ink == null ? new ReadPicture(ImageFit.fit(picture, shape), null) : writing(picture);
    }

    private ReadPicture writing(Image picture) {
        Writing found = WritingFinder.find(picture, InkWord.drawn(ink), shape);
        return new ReadPicture(found.image(), InkWord.of(found.drawn()));
    }
}
