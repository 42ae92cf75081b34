package io.afluente.web.page;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.dl4j.Inspection.Planes;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a picture its answer hangs on: covers one square after the other in black and
 * looks how much of the answer's probability goes (Zeiler, Fergus 2014).
 */
final class Occlusion {
    private static final int SQUARES_ACROSS = 14;

    /** For networks that take longer for an image than this, in nanoseconds. */
    private static final long SLOW = 5_000_000;

    private static final int SQUARES_ACROSS_IF_SLOW = 7;

    /** A large picture through a large network: half a minute for as many squares. */
    private static final long VERY_SLOW = 50_000_000;

    private static final int SQUARES_ACROSS_IF_VERY_SLOW = 4;

    private Occlusion() {}

    /**
     * What covering each square takes from the probability of the picture's answer.
     *
     * @param nanosPerImage that the classifier takes: a slow one is asked about fewer squares
     */
    static Planes of(Image image, Classifier classifier, long nanosPerImage) {
        InputShape shape = image.shape();
        int across = squaresAcross(nanosPerImage);
        int step = Math.max(1, Math.min(shape.height(), shape.width()) / across);
        int rows = shape.height() / step;
        int columns = shape.width() / step;
        List<Image> covered = new ArrayList<>();
        covered.add(image);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                covered.add(cover(image, row * step - step, column * step - step, 3 * step));
            }
        }
        List<Prediction> answers = answers(covered, classifier);
        Prediction uncovered = answers.get(0);
        float[] taken = new float[rows * columns];
        for (int i = 0; i < taken.length; i++) {
            float left = answers.get(i + 1).probabilities()[uncovered.label()];
            // nothing is known of a square whose covering leaves no numbers
            taken[i] = Float.isNaN(left) ? 0 : Math.max(0, uncovered.confidence() - left);
        }
        return new Planes(1, rows, columns, taken);
    }

    private static int squaresAcross(long nanosPerImage) {
        if (nanosPerImage > VERY_SLOW) {
            return SQUARES_ACROSS_IF_VERY_SLOW;
        }
        return nanosPerImage > SLOW ? SQUARES_ACROSS_IF_SLOW : SQUARES_ACROSS;
    }

    private static List<Prediction> answers(List<Image> images, Classifier classifier) {
        List<Prediction> answers = new ArrayList<>();
        for (int from = 0; from < images.size(); from += classifier.maxBatch()) {
            int to = Math.min(images.size(), from + classifier.maxBatch());
            answers.addAll(classifier.predict(images.subList(from, to)));
        }
        return answers;
    }

    private static Image cover(Image image, int top, int left, int size) {
        InputShape shape = image.shape();
        byte[] pixels = image.pixels().clone();
        for (int y = Math.max(0, top); y < Math.min(shape.height(), top + size); y++) {
            for (int x = Math.max(0, left); x < Math.min(shape.width(), left + size); x++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    pixels[(y * shape.width() + x) * shape.channels() + channel] = 0;
                }
            }
        }
        return new Image(shape, pixels);
    }
}
