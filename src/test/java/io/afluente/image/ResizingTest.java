package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResizingTest {
    /** Eight columns of four: black, black, 100, 100, 200, 200, white, white. */
    private static final Image WIDE = wide();

    private static final InputShape SQUARE = new InputShape(4, 4, 1);

    @Test
    void shouldStretchAllOfAPicture() {
        assertThat(row(Resizing.STRETCH)).containsExactly(0, 100, 200, 255);
    }

    @Test
    void shouldCutTheMiddle() {
        assertThat(row(Resizing.CROP)).containsExactly(100, 100, 200, 200);
    }

    @Test
    void shouldKeepAllOfAPictureBetweenBars() {
        Image fitted = new PictureForm(SQUARE, Resizing.LETTERBOX).fit(WIDE);

        assertThat(fitted.pixels()[4] & 0xff).as("row 1, column 0").isZero();
        assertThat(fitted.pixels()[7] & 0xff).as("row 1, column 3").isEqualTo(255);
    }

    @Test
    void shouldCutInsideTheRim() {
        Image large = new Image(new InputShape(256, 512, 1), new byte[256 * 512]);
        for (int y = 0; y < 256; y++) {
            large.pixels()[y * 512 + 128 + 16] = (byte) 255;
        }

        Image fitted =
                new PictureForm(new InputShape(224, 224, 1), Resizing.CROP_INSIDE).fit(large);

        assertThat(fitted.pixels()[0] & 0xff).as("the first column inside").isEqualTo(255);
        assertThat(fitted.pixels()[1] & 0xff).isZero();
    }

    @Test
    void shouldMakeColourOfGreyAndGreyOfColour() {
        Image colour = new PictureForm(new InputShape(4, 4, 3), Resizing.STRETCH).fit(WIDE);

        assertThat(colour.pixels()).startsWith(0, 0, 0, 100, 100, 100);
        assertThat(new PictureForm(SQUARE, Resizing.CROP).fit(colour).pixels()[1] & 0xff)
                .isEqualTo(100);
    }

    private static int[] row(Resizing rule) {
        Image fitted = new PictureForm(SQUARE, rule).fit(WIDE);
        int[] row = new int[4];
        for (int x = 0; x < 4; x++) {
            row[x] = fitted.pixels()[x] & 0xff;
        }
        return row;
    }

    private static Image wide() {
        byte[] pixels = new byte[4 * 8];
        int[] values = {0, 0, 100, 100, 200, 200, 255, 255};
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i % 8];
        }
        return new Image(new InputShape(4, 8, 1), pixels);
    }
}
