package io.afluente.image.decode;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.awt.image.Raster;

/** Makes 8-bit grey or colour of the components that JPEG's reader gives. */
final class JpegPixels {
    private JpegPixels() {}

    static Image of(Raster raster, JpegColour colour) {
        int components = colour.components();
        InputShape shape = new InputShape(raster.getHeight(), raster.getWidth(), colour.channels());
        byte[] pixels = new byte[shape.size()];
        int[] row = new int[raster.getWidth() * components];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += components) {
                colour.toPixel(row, from, pixels, to);
                to += shape.channels();
            }
        }
        return new Image(shape, pixels);
    }
}
