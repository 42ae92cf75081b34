package io.afluente.model.onnx;

import java.util.Arrays;

/** DL4J's flat parameters, by the places that layers have in them. */
record Parameters(float[] all) {

    float[] vector(int from, int count) {
        return Arrays.copyOfRange(all, from, from + count);
    }

    /** A matrix, which DL4J keeps column by column, row by row. */
    float[] matrix(int from, int rows, int columns) {
        float[] byRow = new float[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                byRow[row * columns + column] = all[from + column * rows + row];
            }
        }
        return byRow;
    }
}
