package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.decode.lossless.LosslessPixels;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;

/**
 * Reads lossless WebP; of an animation its first picture.
 *
 * <p>Lossy WebP is refused: the one reader of it in plain Java predicts from pixels that are
 * smoothed already, and gets some pictures wrong by a fifth of all brightness.
 */
final class WebpDecoder implements PictureDecoder {
    /** Four bytes for a pixel, and four while its colour is looked up in a palette. */
    private static final int BYTES = 8;

    private static final int[] MASKS = {0xff0000, 0xff00, 0xff, 0xff000000};

    @Override
    public DeclaredSize size(byte[] file) {
        try {
            FramePlace place = WebpFile.of(file).place();
            return new DeclaredSize(place.width(), place.height(), BYTES);
        } catch (BadImageException e) {
            return DeclaredSize.UNKNOWN;
        }
    }

    @Override
    public Image decode(byte[] file, Options options) {
        WebpFile webp = WebpFile.of(file);
        FramePlace place = webp.place();
        int step = options.limited(BYTES).step(place.width(), place.height());
        if (!place.isSeen(step)) {
            return place.empty(step, PicturePixels.WHITE);
        }
        BufferedImage frame = frame(webp, place, step);
        int paper = options.paper().behind(frame, PicturePixels.NONE);
        Image pixels = PicturePixels.of(frame, PicturePixels.NONE, paper);
        return Orientation.upright(place.around(pixels, step, paper), webp.orientation());
    }

    /** Every n-th pixel of every n-th row of a frame. */
    private static BufferedImage frame(WebpFile webp, FramePlace place, int step) {
        int[] argb = LosslessPixels.of(webp.lossless());
        if (!LosslessPixels.hasAlpha(webp.lossless())) {
            for (int i = 0; i < argb.length; i++) {
                argb[i] |= 0xff000000;
            }
        }
        int left = place.firstColumn(step);
        int top = place.firstRow(step);
        int width = (place.frameWidth() - left + step - 1) / step;
        int height = (place.frameHeight() - top + step - 1) / step;
        int[] kept = step == 1 ? argb : new int[width * height];
        for (int i = 0; step > 1 && i < kept.length; i++) {
            int y = top + i / width * step;
            kept[i] = argb[y * place.frameWidth() + left + i % width * step];
        }
        DataBufferInt pixels = new DataBufferInt(kept, kept.length);
        return new BufferedImage(
                ColorModel.getRGBdefault(),
                Raster.createPackedRaster(pixels, width, height, width, MASKS, null),
                false,
                null);
    }
}
