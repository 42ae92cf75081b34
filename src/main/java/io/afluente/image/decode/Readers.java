package io.afluente.image.decode;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The one reader of each format, asked for by its maker: whatever else is on the class path and
 * says that it reads pictures gets none of them to see.
 */
final class Readers {
    private Readers() {}

    /** A fresh reader, for the calling thread alone. */
    static ImageReader of(ImageFormat format) {
        ImageReaderSpi maker =
                switch (format) {
                    case PNG, JPEG, GIF, BMP -> ofJava(format.toString());
                    case TIFF -> new TIFFImageReaderSpi();
                    case WEBP -> throw new IllegalStateException("ImageIO reads no WebP");
                };
        try {
            return maker.createReaderInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageReaderSpi ofJava(String format) {
        return IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, maker -> isOfJava(maker, format), false)
                .next();
    }

    private static boolean isOfJava(Object maker, String format) {
        return maker.getClass().getModule().equals(ImageIO.class.getModule())
                && Arrays.asList(((ImageReaderSpi) maker).getFormatNames()).contains(format);
    }
}
