package io.afluente.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.learn.drift.Event;
import java.util.List;

/**
 * What training came to.
 *
 * @param seed of all randomness
 * @param measuredOn what versions were measured on: validation, test, or null for nothing
 * @param epochs one after the other
 * @param curve a point for each checkpoint; empty where none was asked for
 * @param events that the learner announced
 * @param images learned from or held out, in all epochs
 * @param seconds spent learning; measuring is not counted
 * @param imagesPerSecond of that time
 * @param version that would serve
 * @param file that it was written to; null until it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        long seed,
        String measuredOn,
        List<Epoch> epochs,
        List<Point> curve,
        List<Event> events,
        long images,
        double seconds,
        double imagesPerSecond,
        String version,
        String file) {
    /**
     * One pass over the data set, each example tested before it was trained on.
     *
     * @param loss mean cross-entropy in nats
     * @param accuracy prequential
     * @param windowedAccuracy prequential, over the last examples
     * @param measured accuracy of the version that would serve afterwards; null if not measured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Epoch(
            int epoch, double loss, double accuracy, double windowedAccuracy, Double measured) {}

    /**
     * How it stood at a checkpoint.
     *
     * @param examples tested up to here
     * @param windowedAccuracy prequential
     * @param passed whether this checkpoint passed the gate
     * @param served the version that would serve
     * @param measured its accuracy
     * @param labelsSeen how many labels have been in the stream
     * @param measuredOnSeen its accuracy on examples of these labels
     */
    public record Point(
            long examples,
            double windowedAccuracy,
            boolean passed,
            String served,
            double measured,
            int labelsSeen,
            double measuredOnSeen) {}

    /** The same, written to a file. */
    public Report in(String path) {
        return new Report(
                seed,
                measuredOn,
                epochs,
                curve,
                events,
                images,
                seconds,
                imagesPerSecond,
                version,
                path);
    }
}
