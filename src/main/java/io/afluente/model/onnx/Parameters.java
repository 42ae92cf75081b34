package io.afluente.model.onnx;

import java.util.Arrays;

/** DL4J's flat parameters, layer after layer. */
final class Parameters {
    private final float[] all;
    private int position;

    Parameters(float[] all) {
        this.all = all;
    }

    /** The next values, as they are. */
    float[] take(int count) {
        position += count;
        return Arrays.copyOfRange(all, position - count, position);
    }

    /** The next matrix, which DL4J keeps column by column, row by row. */
    float[] takeMatrix(int rows, int columns) {
        float[] byColumn = take(Math.multiplyExact(rows, columns));
        float[] byRow = new float[byColumn.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                byRow[row * columns + column] = byColumn[column * rows + row];
            }
        }
        return byRow;
    }
}
