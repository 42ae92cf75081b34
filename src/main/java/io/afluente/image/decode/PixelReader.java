package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.OneLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Asks ImageIO for the pixels of one file, and takes whatever it throws for bad data: on damaged
 * files its readers fail in many ways, among them with out-of-bounds indices and negative sizes.
 */
final class PixelReader {
    private final ImageFormat format;
    private final Plan plan;

    PixelReader(ImageFormat format, Plan plan) {
        this.format = format;
        this.plan = plan;
    }

    /** Decides, from the declared size and before any pixel is decoded, how densely to read. */
    interface Plan {
        /**
         * Every how many-th pixel of every how many-th row is to be read.
         *
         * @throws BadImageException if the picture is too large to be read at all
         */
        int step(int width, int height);
    }

    /** What is asked of the reader: an image or a raster. */
    interface Reading<T> {
        T read(ImageReader reader, ImageReadParam how) throws IOException;
    }

    /** How densely a canvas is read. */
    int step(FramePlace place) {
        return plan.step(place.width(), place.height());
    }

    /** Reads a picture that fills its canvas. */
    <T> T read(byte[] file, Reading<T> reading) {
        return read(
                file, reader -> FramePlace.alone(reader.getWidth(0), reader.getHeight(0)), reading);
    }

    /** Reads a picture of which some is seen where the canvas around it is read. */
    <T> T read(byte[] file, FramePlace place, Reading<T> reading) {
        return read(file, reader -> place, reading);
    }

    private interface Placing {
        FramePlace of(ImageReader reader) throws IOException;
    }

    private <T> T read(byte[] file, Placing placing, Reading<T> reading) {
        ImageReader reader = Readers.of(format);
        Damage damage = new Damage();
        reader.addIIOReadWarningListener(damage);
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            FramePlace place = placing.of(reader);
            int step = step(place);
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, place.firstColumn(step), place.firstRow(step));
            T pixels = reading.read(reader, how);
            damage.check();
            return pixels;
        } catch (BadImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BadImageException("picture: damaged " + format.word() + ": " + reason(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage() == null ? "" : e.getMessage().strip();
        return OneLine.first(message, "its pixels can't be decoded").replaceFirst("[.:!]+$", "");
    }
}
