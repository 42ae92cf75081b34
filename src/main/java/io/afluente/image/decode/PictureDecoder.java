package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;

/** Decodes the files of one format, which begin as such files do. Safe for any thread. */
interface PictureDecoder {
    /** The size in a file's header; unknown where there is none: decoding will say so. */
    DeclaredSize size(byte[] file);

    /**
     * The picture, upright, grey or in colour.
     *
     * @throws BadImageException if it is damaged or above the limits
     */
    Image decode(byte[] file, Options options);

    /**
     * What is asked of the pixels.
     *
     * @param limits that a picture must keep before it is read
     * @param plan how densely it is read
     * @param paper what shows where it is transparent
     */
    record Options(ImageLimits limits, PixelReader.Plan plan, PaperBehind.Brightness paper) {
        /** The plan for pictures of so many bytes for each pixel, within the limits. */
        PixelReader.Plan limited(int bytesPerPixel) {
            return (width, height) -> {
                limits.checkSize(new DeclaredSize(width, height, bytesPerPixel));
                return plan.step(width, height);
            };
        }
    }
}
