package io.afluente.web.page;

import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What flows right now: rates, times, and a sample of the predictions. Belongs to one thread. */
final class LiveView {
    private static final int SAMPLES = 500;
    private static final int LATENCIES = 100;

    /**
     * Figures of this moment, for the page; null where nothing is known.
     *
     * @param images answered a second
     * @param labeled images learned from a second
     * @param latencyMedian from an image's timestamp to its visible answer, in milliseconds
     * @param latencyP95 the same for the slowest of twenty
     * @param slice images in one forward pass
     * @param imagesLag images that wait for an answer
     * @param labeledLag labelled images that wait to be learned from
     * @param version that answered last
     */
    record Figures(
            double images,
            double labeled,
            Double latencyMedian,
            Double latencyP95,
            Double slice,
            Double imagesLag,
            Double labeledLag,
            String version) {}

    private final Rate images = new Rate();
    private final Rate labeled = new Rate();
    private final SlidingWindow latencies = new SlidingWindow(LATENCIES);
    private final SlidingWindow slices = new SlidingWindow(LATENCIES);
    private final Deque<WatchedRecord> sample = new ArrayDeque<>();
    private String version;

    /** Takes a prediction that was read as soon as it was there. */
    void take(WatchedRecord prediction, long now) {
        latencies.add((double) Math.max(0, now - prediction.timestamp()));
        prediction.header(HeaderNames.SLICE_SIZE).map(Double::valueOf).ifPresent(slices::add);
        sample.add(prediction);
        if (sample.size() > SAMPLES) {
            sample.remove();
        }
    }

    /** Notes images that were answered, whether their predictions were read or left out. */
    void answered(long count, long now) {
        images.add(count, now);
    }

    void learned(long count, long now) {
        labeled.add(count, now);
    }

    void answeredBy(PredictionRecord answer) {
        version = answer.version();
    }

    /** Some of the predictions since the last time, evenly spread. */
    List<WatchedRecord> sample(int most) {
        List<WatchedRecord> all = new ArrayList<>(sample);
        sample.clear();
        List<WatchedRecord> some = new ArrayList<>();
        for (int i = 0; i < Math.min(most, all.size()); i++) {
            some.add(all.get((int) ((long) all.size() * i / Math.min(most, all.size()))));
        }
        return some;
    }

    Figures figures(double imagesLag, double labeledLag, long now) {
        double rate = images.at(now);
        if (rate == 0) {
            latencies.clear();
            slices.clear();
        }
        return new Figures(
                rate,
                labeled.at(now),
                latencies.quantile(0.5),
                latencies.quantile(0.95),
                slices.mean(),
                known(imagesLag),
                known(labeledLag),
                version);
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
