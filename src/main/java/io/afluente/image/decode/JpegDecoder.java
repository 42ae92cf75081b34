package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import java.awt.image.Raster;

final class JpegDecoder implements PictureDecoder {
    // a coefficient takes two bytes, and each scan is a pass over all of them
    private static final int BYTES_IN_SCANS = 4;

    private static final int SOS = 0xda;

    @Override
    public DeclaredSize size(byte[] file) {
        int at = 2;
        while (at + 9 < file.length) {
            int marker = file[at + 1] & 0xff;
            if (!JpegFile.beginsSegment(file[at] & 0xff, marker)) {
                at++; // fill bytes and stray ones may precede a marker
            } else if (JpegFile.isFrame(marker)) {
                int components = file[at + 9] & 0xff;
                boolean scans = (marker & 3) == 2;
                return new DeclaredSize(
                        DeclaredSize.number(file, at + 7, 2),
                        DeclaredSize.number(file, at + 5, 2),
                        scans ? BYTES_IN_SCANS * components : components);
            } else if (marker == SOS) {
                return DeclaredSize.UNKNOWN;
            } else {
                at += 2 + (int) DeclaredSize.number(file, at + 2, 2);
            }
        }
        return DeclaredSize.UNKNOWN;
    }

    @Override
    public Image decode(byte[] file, Options options) {
        JpegFile jpeg = JpegFile.of(file);
        JpegColour colour = jpeg.colour();
        int bytes = jpeg.needsAllCoefficients() ? BYTES_IN_SCANS : 1;
        PixelReader reader =
                new PixelReader(ImageFormat.JPEG, options.limited(bytes * colour.components()));
        return Orientation.upright(JpegPixels.of(raster(jpeg, reader), colour), jpeg.orientation());
    }

    private static Raster raster(JpegFile jpeg, PixelReader reader) {
        try {
            return reader.read(jpeg.lean(), (pixels, how) -> pixels.readRaster(0, how));
        } catch (BadImageException e) {
            throw jpeg.isEnded() ? e : jpeg.cutShort();
        }
    }
}
