package io.afluente.image.writing;

import java.util.Arrays;

/**
 * Paper as a surface of first or second order that most of the picture lies on. Fitted by least
 * absolute deviations (iteratively reweighted least squares), so that ink and frames, which are
 * fewer, do not bend it.
 */
final class PaperSurface implements Paper {
    private static final int GRID = 48;
    private static final int TILTED = 3;
    private static final int TERMS = 6;
    private static final double HELD = 1e12;
    private static final double FREE = 1e-6;
    private static final int ROUNDS = 12;
    private static final float NEAR = 1;
    private static final double FAR = 16;
    private static final double BETTER = 0.85;

    @Override
    public Plane of(Plane picture) {
        Plane small = picture.reduced(Math.max(1, Plane.ceil(picture.longer(), GRID)));
        return over(picture.height(), picture.width(), fit(small));
    }

    /** Flat, tilted or curved: the simplest that is not much further off than the others. */
    private static double[] fit(Plane small) {
        double[] factors = new double[TERMS];
        factors[0] = median(small.values());
        double[] best = factors;
        double off = off(small, best);
        for (int terms : new int[] {TILTED, TERMS}) {
            for (int round = 0; round < ROUNDS; round++) {
                factors = fit(small, factors, terms);
            }
            double now = off(small, factors);
            if (now < BETTER * off) {
                best = factors;
                off = now;
            }
        }
        return best;
    }

    /** How far a picture is off the surface, where what is far off counts the same. */
    private static double off(Plane small, double[] factors) {
        double[] terms = new double[TERMS];
        double off = 0;
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                terms(y, x, small.height(), small.width(), terms);
                off += Math.min(FAR, Math.abs(small.at(y, x) - sum(factors, terms)));
            }
        }
        return off;
    }

    private static Plane over(int height, int width, double[] factors) {
        Plane paper = new Plane(height, width);
        double[] terms = new double[TERMS];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                terms(y, x, height, width, terms);
                paper.put(y, x, (float) sum(factors, terms));
            }
        }
        return paper;
    }

    private static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One round: those that are far from the surface so far count for less. */
    private static double[] fit(Plane small, double[] before, int count) {
        double[][] matrix = new double[TERMS][TERMS + 1];
        double[] terms = new double[TERMS];
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                terms(y, x, small.height(), small.width(), terms);
                double away = Math.abs(small.at(y, x) - sum(before, terms));
                add(terms, small.at(y, x), 1 / Math.max(NEAR, away), matrix);
            }
        }
        for (int i = 0; i < TERMS; i++) {
            matrix[i][i] += i < count ? FREE : HELD;
        }
        return solve(matrix);
    }

    private static void add(double[] terms, double value, double weight, double[][] matrix) {
        for (int i = 0; i < TERMS; i++) {
            for (int j = 0; j < TERMS; j++) {
                matrix[i][j] += weight * terms[i] * terms[j];
            }
            matrix[i][TERMS] += weight * terms[i] * value;
        }
    }

    /** Gauss's elimination; the matrix is symmetric and positive, so no pivots are needed. */
    private static double[] solve(double[][] matrix) {
        for (int i = 0; i < TERMS; i++) {
            for (int row = i + 1; row < TERMS; row++) {
                double share = matrix[row][i] / matrix[i][i];
                for (int column = i; column <= TERMS; column++) {
                    matrix[row][column] -= share * matrix[i][column];
                }
            }
        }
        double[] solution = new double[TERMS];
        for (int i = TERMS - 1; i >= 0; i--) {
            double left = matrix[i][TERMS];
            for (int column = i + 1; column < TERMS; column++) {
                left -= matrix[i][column] * solution[column];
            }
            solution[i] = left / matrix[i][i];
        }
        return solution;
    }

    private static void terms(int row, int column, int height, int width, double[] terms) {
        double y = (2 * row + 1.0) / height - 1;
        double x = (2 * column + 1.0) / width - 1;
        terms[0] = 1;
        terms[1] = x;
        terms[2] = y;
        terms[3] = x * x;
        terms[4] = x * y;
        terms[5] = y * y;
    }

    private static double sum(double[] factors, double[] terms) {
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += factors[i] * terms[i];
        }
        return sum;
    }
}
