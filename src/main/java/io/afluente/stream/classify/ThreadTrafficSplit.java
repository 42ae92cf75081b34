package io.afluente.stream.classify;

import io.afluente.registry.LiveModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models of one thread, looked up between slices, and the images that each of them gets. */
final class ThreadTrafficSplit implements AutoCloseable {
    private final TrafficSplit traffic;
    private final ThreadModel serving;
    private final Optional<ThreadModel> challenger;

    /**
     * The rows of a slice that one model answers.
     *
     * @param model null where there is none any more: nobody answers
     */
    record Part(LiveModel.Answering model, List<PolledRow> rows, boolean challenged) {}

    ThreadTrafficSplit(TrafficSplit traffic) {
        this.traffic = traffic;
        this.serving = new ThreadModel(traffic.serving());
        this.challenger = traffic.challenger().map(ThreadModel::new);
    }

    /** Divides a slice, each part in the order of the slice. */
    List<Part> divide(List<PolledRow> slice) {
        TrafficSplit.Split split = traffic.split();
        LiveModel.Answering other = challenger.map(ThreadModel::lookUp).orElse(null);
        if (other == null || !other.version().toString().equals(split.version())) {
            return List.of(new Part(serving.lookUp(), slice, false));
        }
        Map<Boolean, List<PolledRow>> rows =
                slice.stream().collect(Collectors.partitioningBy(row -> split.takes(row.name())));
        return List.of(
                new Part(serving.lookUp(), rows.get(false), false),
                new Part(other, rows.get(true), true));
    }

    /** What one image takes by itself, by the slower of the models that answer now. */
    long nanosPerImage() {
        return Math.max(
                nanosPerImage(serving.lookUp()),
                challenger
                        .map(ThreadModel::lookUp)
                        .map(ThreadTrafficSplit::nanosPerImage)
                        .orElse(0L));
    }

    private static long nanosPerImage(LiveModel.Answering model) {
        return model == null ? 0 : model.nanosPerImage();
    }

    @Override
    public void close() {
        serving.close();
        challenger.ifPresent(ThreadModel::close);
    }
}
