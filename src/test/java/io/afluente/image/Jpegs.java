package io.afluente.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files of any kind, at the best quality, and adds segments to them. */
public final class Jpegs {
    private Jpegs() {}

    /** A file whose components are the bands of a raster, untransformed and unnamed. */
    public static byte[] ofComponents(Raster raster) {
        return strip(write(new IIOImage(raster, null, null), false), 0xe0, 0xee);
    }

    /** A picture of one colour, by its components; 16 by 16 pixels. */
    public static byte[] plain(int... components) {
        return ofComponents(raster(16, 16, components));
    }

    /** An ordinary file with JFIF's header. */
    public static byte[] ofImage(BufferedImage image) {
        return write(new IIOImage(image, null, null), false);
    }

    public static byte[] progressive(BufferedImage image) {
        return write(new IIOImage(image, null, null), true);
    }

    public static WritableRaster raster(int width, int height, int... components) {
        WritableRaster raster =
                Raster.createInterleavedRaster(0, width, height, components.length, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, components);
            }
        }
        return raster;
    }

    /** The file with a segment added behind its first marker. */
    public static byte[] with(byte[] file, int marker, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 2);
        out.write(0xff);
        out.write(marker);
        out.write((data.length + 2) >> 8);
        out.write(data.length + 2);
        out.writeBytes(data);
        out.write(file, 2, file.length - 2);
        return out.toByteArray();
    }

    /** The file with the segment by which Adobe's programs say what they did to the colours. */
    public static byte[] withAdobe(byte[] file, int transform) {
        byte[] data = Arrays.copyOf("Adobe".getBytes(StandardCharsets.US_ASCII), 12);
        data[6] = 100;
        data[11] = (byte) transform;
        return with(file, 0xee, data);
    }

    /** The file with a camera's notes that hold nothing but an orientation. */
    public static byte[] withOrientation(byte[] file, int orientation, boolean littleEndian) {
        byte[] big = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0};
        byte[] little = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0};
        byte[] tiff = littleEndian ? little : big;
        tiff[littleEndian ? 18 : 19] = (byte) orientation;
        return with(file, 0xe1, exif(tiff));
    }

    static byte[] exif(byte[] tiff) {
        byte[] data =
                Arrays.copyOf("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 6 + tiff.length);
        System.arraycopy(tiff, 0, data, 6, tiff.length);
        return data;
    }

    private static byte[] write(IIOImage image, boolean progressive) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(1);
        if (progressive) {
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, image, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static byte[] strip(byte[] file, int... markers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 2;
        out.write(file, 0, at);
        while ((file[at + 1] & 0xff) != 0xda) {
            int marker = file[at + 1] & 0xff;
            int length = 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
            if (Arrays.stream(markers).noneMatch(unwanted -> unwanted == marker)) {
                out.write(file, at, length);
            }
            at += length;
        }
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }
}
