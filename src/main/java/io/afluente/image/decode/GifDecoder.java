package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import java.awt.image.BufferedImage;

/** Shows an animation's first picture, on its canvas. */
final class GifDecoder implements PictureDecoder {
    @Override
    public DeclaredSize size(byte[] file) {
        try {
            FramePlace place = GifFile.of(file).place();
            return new DeclaredSize(place.width(), place.height(), 1);
        } catch (BadImageException e) {
            return DeclaredSize.UNKNOWN;
        }
    }

    @Override
    public Image decode(byte[] file, Options options) {
        GifFile gif = GifFile.of(file);
        FramePlace place = gif.place();
        PixelReader reader = new PixelReader(ImageFormat.GIF, options.limited(1));
        int step = reader.step(place);
        gif.checkPixels();
        if (!place.isSeen(step)) {
            return place.empty(step, PicturePixels.WHITE);
        }
        BufferedImage frame = reader.read(gif.lean(), place, (pixels, how) -> pixels.read(0, how));
        int paper = options.paper().behind(frame, PicturePixels.NONE);
        Image pixels = PicturePixels.of(frame, PicturePixels.NONE, paper);
        return place.around(pixels, step, paper);
    }
}
