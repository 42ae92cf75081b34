package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.Jpegs;
import io.afluente.image.PictureForm;
import io.afluente.image.Pngs;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LargePictureTest {
    private static final InputShape TARGET = new InputShape(28, 28, 1);
    private static final int SIDE = 8000;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    /** 8,000 x 8,000 pixels in colour are 192 MB; read with gaps they must cost far less. */
    @Test
    void shouldReadALargePngWithLittleMemory() {
        byte[] file = blackLeftOfWhite(SIDE, Pngs.COLOUR, 3);
        long before = allocated();
        Image image = decoder.decode(file, PictureForm.of(TARGET));
        assertThat(allocated() - before).isLessThan(80_000_000);
        assertBlackLeftOfWhite(image);
    }

    @Test
    void shouldReadALargeJpegWithLittleMemory() {
        byte[] file = Jpegs.ofComponents(Jpegs.raster(SIDE, SIDE, 200));
        long before = allocated();
        Image image = decoder.decode(file, PictureForm.of(TARGET));
        assertThat(allocated() - before).isLessThan(80_000_000);
        assertThat(image.pixels()).containsOnly((byte) 200);
    }

    @Test
    void shouldReadEveryPixelThatTheTargetNeeds() {
        InputShape target = new InputShape(1500, 1500, 1);
        Image image = decoder.decode(blackLeftOfWhite(3000, Pngs.GREY, 1), PictureForm.of(target));
        assertThat(image.pixels()[749] & 0xff).isZero();
        assertThat(image.pixels()[750] & 0xff).isEqualTo(255);
    }

    private static void assertBlackLeftOfWhite(Image image) {
        for (int i = 0; i < image.pixels().length; i++) {
            assertThat(image.pixels()[i] & 0xff).isEqualTo(i % 28 < 14 ? 0 : 255);
        }
    }

    private static byte[] blackLeftOfWhite(int side, int type, int channels) {
        int rowBytes = 1 + channels * side;
        byte[] rows = new byte[rowBytes * side];
        for (int end = rowBytes; end <= rows.length; end += rowBytes) {
            Arrays.fill(rows, end - channels * side / 2, end, (byte) 255);
        }
        byte[] pixels = Pngs.deflated(rows);
        return new Pngs().header(side, side, 8, type).chunk("IDAT", pixels).end();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
