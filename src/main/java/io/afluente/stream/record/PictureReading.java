package io.afluente.stream.record;

import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.writing.Writing;
import io.afluente.image.writing.WritingFinder;

/**
 * Brings the picture of one record to a model's form: as it is, or, where its sender says that it
 * shows writing, the writing that is found in it.
 *
 * @param decoder of files
 * @param form that the model takes
 * @param ink the sender's word for writing; null if it is none
 */
record PictureReading(ImageDecoder decoder, PictureForm form, String ink) {
    ReadPicture file(byte[] file) {
        return ink == null
                ? new ReadPicture(decoder.decode(file, form), null)
                : writing(decoder.decodeWriting(file));
    }

    ReadPicture pixels(Image picture) {
        return ink == null ? new ReadPicture(form.fit(picture), null) : writing(picture);
    }

    private ReadPicture writing(Image picture) {
        Writing found = WritingFinder.find(picture, InkWord.drawn(ink), form.shape());
        return new ReadPicture(found.image(), InkWord.of(found.drawn()));
    }
}
