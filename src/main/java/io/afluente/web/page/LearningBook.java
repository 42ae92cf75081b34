package io.afluente.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning curve as the topic of scores tells it, over labelled images learned from: its points
 * are thinned out as it grows, and what happened to the model is marked on it. Belongs to one
 * thread.
 */
final class LearningBook {
    private static final int MOST_POINTS = 600;
    private static final int MOST_MARKS = 200;

    /**
     * How good the model was when it had been tested on so many examples.
     *
     * @param accuracy of the latest of them
     * @param loss of the latest of them, in nats
     */
    record Point(long examples, double accuracy, double fading, double loss) {}

    /**
     * Something that happened.
     *
     * @param examples tested up to then
     * @param kind such as version, pinned, drift
     */
    record Mark(long examples, String kind, String about) {}

    /** All of it, for the page. */
    record Curve(
            List<Long> examples,
            List<Double> accuracy,
            List<Double> fading,
            List<Double> loss,
            List<Mark> marks) {}

    private final List<Point> points = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private Point newest;
    private long stride = 1;
    private long taken;

    /** Takes the score of a mini-batch. */
    void take(JsonNode score) {
        JsonNode all = score.path("score");
        newest =
                new Point(
                        all.path("examples").asLong(),
                        all.path("windowedAccuracy").asDouble(),
                        all.path("fadingAccuracy").asDouble(),
                        all.path("windowedLogLoss").asDouble());
        if (taken++ % stride == 0) {
            points.add(newest);
            thinOut();
        }
        for (JsonNode event : score.path("events")) {
            mark(event.path("kind").asText(), event.path("about").asText());
        }
    }

    /** Marks what happens now. */
    void mark(String kind, String about) {
        mark(examples(), kind, about);
    }

    /** Marks what happened when so many examples had been tested. */
    void mark(long examples, String kind, String about) {
        Mark mark = new Mark(examples, kind, about);
        if (!marks.contains(mark)) {
            marks.add(mark);
        }
        if (marks.size() > MOST_MARKS) {
            marks.remove(0);
        }
    }

    /** How many examples have been tested. */
    long examples() {
        return newest == null ? 0 : newest.examples();
    }

    Curve curve() {
        List<Point> shown = new ArrayList<>(points);
        if (newest != null && !newest.equals(shown.get(shown.size() - 1))) {
            shown.add(newest);
        }
        return new Curve(
                shown.stream().map(Point::examples).toList(),
                shown.stream().map(Point::accuracy).toList(),
                shown.stream().map(Point::fading).toList(),
                shown.stream().map(Point::loss).toList(),
                List.copyOf(marks));
    }

    /** Every second point goes, so that a long life needs no more room than a short one. */
    private void thinOut() {
        if (points.size() < MOST_POINTS) {
            return;
        }
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            kept.add(points.get(i));
        }
        points.clear();
        points.addAll(kept);
        stride *= 2;
    }
}
