package io.afluente;

import io.afluente.image.TestPictures;
import io.afluente.image.decode.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A black file of each picture format; of WebP 8 or 28 pixels wide. */
public final class PictureFormats {
    private PictureFormats() {}

    public static byte[] file(ImageFormat format, int side) {
        if (format == ImageFormat.WEBP) {
            return TestPictures.webp("black-" + side);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BufferedImage black = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        try {
            if (!ImageIO.write(black, format.toString(), file)) {
                throw new IllegalStateException("nothing here writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
