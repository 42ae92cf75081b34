package io.afluente.image.decode;

import io.afluente.image.Image;
import java.awt.image.BufferedImage;

final class PngDecoder implements PictureDecoder {
    private static final int HEADER = 26;

    @Override
    public DeclaredSize size(byte[] file) {
        if (file.length < HEADER) {
            return DeclaredSize.UNKNOWN;
        }
        int samples =
                switch (file[25]) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        return new DeclaredSize(
                DeclaredSize.number(file, 16, 4),
                DeclaredSize.number(file, 20, 4),
                file[24] == 16 ? 2 * samples : samples);
    }

    @Override
    public Image decode(byte[] file, Options options) {
        PngFile png = PngFile.of(file);
        PixelReader reader =
                new PixelReader(ImageFormat.PNG, options.limited(size(file).bytesPerPixel()));
        BufferedImage picture = reader.read(png.lean(), (pixels, how) -> pixels.read(0, how));
        int transparent = png.transparentGrey();
        int paper = options.paper().behind(picture, transparent);
        return Orientation.upright(
                PicturePixels.of(picture, transparent, paper), png.orientation());
    }
}
