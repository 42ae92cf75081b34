package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.Resizing;

/**
 * Turns the bytes of a picture file into an image: upright, grey or colour, 8 bits.
 *
 * <p>Safe for any thread. Whatever is wrong with the bytes ends in a {@link BadImageException}.
 * Limits are checked against the declared size, before pixels are decoded.
 */
public final class ImageDecoder {
    /** Pictures above this are read with gaps when the target is small: 4 million pixels. */
    private static final int DENSE = 1 << 22;

    /** Writing is found in pictures of this size as well as in larger ones. */
    private static final InputShape READABLE = new InputShape(1024, 1024, 1);

    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a picture in its own size; costs up to eleven bytes of heap for each of its pixels.
     *
     * @throws BadImageException if it is no such picture, is damaged, or above the limits
     */
    public Image decode(byte[] file) {
        return decode(file, (width, height) -> 1);
    }

    /**
     * Decodes a picture and brings it to a form. Of very large pictures only every n-th pixel of
     * every n-th row is read, so that the heap needed stays below 60 MB.
     *
     * @throws BadImageException if it is no such picture, is damaged, or above the limits
     */
    public Image decode(byte[] file, PictureForm form) {
        return form.fit(decode(file, (width, height) -> step(width, height, form)));
    }

    /**
     * Decodes a picture of writing, in its own size unless it is very large. What is transparent
     * shows paper that the rest stands out from, see {@link PaperBehind}.
     *
     * @throws BadImageException if it is no such picture, is damaged, or above the limits
     */
    public Image decodeWriting(byte[] file) {
        return decode(
                file,
                (width, height) -> step(width, height, PictureForm.of(READABLE)),
                PaperBehind::brightness);
    }

    /**
     * How many bytes a file unpacks to, as its header says; decoding takes as much work.
     *
     * @throws BadImageException if it is no such picture
     */
    public long unpackedBytes(byte[] file) {
        return ImageFormat.of(file).decoder().size(file).unpackedBytes();
    }

    private Image decode(byte[] file, PixelReader.Plan plan) {
        return decode(file, plan, (picture, transparent) -> PicturePixels.WHITE);
    }

    private Image decode(byte[] file, PixelReader.Plan plan, PaperBehind.Brightness paper) {
        limits.checkBytes(file.length);
        PictureDecoder.Options options = new PictureDecoder.Options(limits, plan, paper);
        return ImageFormat.of(file).decoder().decode(file, options);
    }

    /** As few gaps as bring a picture down to {@link #DENSE}, and none below the target's size. */
    private static int step(int width, int height, PictureForm form) {
        InputShape target = form.shape();
        int affordable = (int) Math.ceil(Math.sqrt((double) width * height / DENSE));
        int across = width / target.width();
        int down = height / target.height();
        // where the target is covered, the side that is reduced less decides
        int needed =
                form.resizing() == Resizing.LETTERBOX
                        ? Math.max(across, down)
                        : Math.min(across, down);
        int possible = Math.min(width, height);
        return Math.max(1, Math.min(affordable, Math.min(needed, possible)));
    }
}
