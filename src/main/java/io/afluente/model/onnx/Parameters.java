package io.afluente.model.onnx;

import io.afluente.model.network.DepthwiseConvolution;
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

    /** The weights of a convolution of each channel by itself, one output after the other. */
    float[] byOutput(DepthwiseConvolution layer) {
        int outputs = layer.place().out().channels();
        int inputs = layer.place().in().channels();
        int each = outputs / inputs;
        int taps = layer.window().taps();
        float[] given = vector(layer.parameters().weights(), outputs * taps);
        float[] weights = new float[given.length];
        for (int output = 0; output < outputs; output++) {
            int block = output % each * inputs + output / each;
            for (int tap = 0; tap < taps; tap++) {
                int from = layer.tapsFirst() ? tap * outputs + output : block * taps + tap;
                weights[output * taps + tap] = given[from];
            }
        }
        return weights;
    }
}
