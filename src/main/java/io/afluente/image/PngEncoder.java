package io.afluente.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG files, grey or in colour; reading one back gives the same pixels. */
public final class PngEncoder {
    private PngEncoder() {}

    public static byte[] encode(Image image) {
        ImageWriter png = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            png.setOutput(out);
            png.write(buffered(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            png.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage buffered(Image image) {
        InputShape shape = image.shape();
        int type =
                shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage picture = new BufferedImage(shape.width(), shape.height(), type);
        picture.getRaster().setDataElements(0, 0, shape.width(), shape.height(), image.pixels());
        return picture;
    }
}
