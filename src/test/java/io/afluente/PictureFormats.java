package io.afluente;

import io.afluente.image.decode.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A file of each picture format. */
public final class PictureFormats {
    private PictureFormats() {}

    public static byte[] file(ImageFormat format, int side) {
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
