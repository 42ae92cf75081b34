package io.afluente.web.page;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.stream.record.ImageCodec;

/**
 * What a network sees of a picture that was sent here: the writing that is found in it, boxed and
 * centred, by the same transformation as on its way through Kafka.
 *
 * @param codec reads pictures
 * @param form that the network takes
 * @param ink the writing that is to be found; null where pictures show none
 */
record SeenPicture(ImageCodec codec, PictureForm form, String ink) {
    /**
     * The picture as the network takes it.
     *
     * @throws BadImageException if it can't be read, or no writing is found
     */
    Image of(byte[] picture, String contentType) {
        return codec.image(picture, contentType, ink, form);
    }
}
