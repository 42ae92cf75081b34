package io.afluente.web.page;

import io.afluente.evaluate.Score;
import io.afluente.learn.MiniBatchScore;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning curve as the topic of scores tells it, over labelled images learned from: its points
 * are thinned out as it grows, and what happened to the model is marked on it. Belongs to one
 * thread.
 */
final class LearningView {
    private static final int MAX_POINTS = 600;
    private static final int MAX_CHECKPOINTS = 200;
    private static final int MAX_MARKS = 200;

    /**
     * How good the model was when it had been tested on so many examples.
     *
     * @param accuracy of the latest of them
     * @param fading of all, older ones counting less
     */
    record Point(long examples, double accuracy, double fading) {}

    /**
     * How good a checkpoint was that was made after so many examples.
     *
     * @param accuracy on the latest held-out examples
     */
    record Judged(long examples, double accuracy) {}

    /**
     * Something that happened.
     *
     * @param examples tested up to then
     * @param kind such as version, pinned, drift
     */
    record Mark(long examples, String kind, String about) {}

    /** All of it, for the page. */
    record Curve(List<Point> points, List<Judged> checkpoints, List<Mark> marks) {}

    private final DownsampledSeries<Point> points = new DownsampledSeries<>(MAX_POINTS);
    private final DownsampledSeries<Judged> checkpoints = new DownsampledSeries<>(MAX_CHECKPOINTS);
    private final List<Mark> marks = new ArrayList<>();
    private long examples;

    void take(MiniBatchScore miniBatch) {
        Score all = miniBatch.score();
        examples = all.examples();
        points.add(new Point(examples, all.windowedAccuracy(), all.fadingAccuracy()));
        if (miniBatch.checkpointAccuracy() != null) {
            checkpoints.add(new Judged(examples, miniBatch.checkpointAccuracy()));
        }
        miniBatch.events().forEach(event -> mark(event.kind().wireName(), event.about()));
    }

    void mark(String kind, String about) {
        mark(examples, kind, about);
    }

    /** Marks what happened when so many examples had been tested. */
    void mark(long examples, String kind, String about) {
        Mark mark = new Mark(examples, kind, about);
        if (!marks.contains(mark)) {
            marks.add(mark);
        }
        if (marks.size() > MAX_MARKS) {
            marks.remove(0);
        }
    }

    Curve curve() {
        return new Curve(points.all(), checkpoints.all(), List.copyOf(marks));
    }
}
