package io.afluente.bench;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.service.ClassifyRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether memory stays flat over many swaps and many images. */
final class MemoryBench {
    // batches of every size have been answered by then: a plan keeps what it bound for each
    private static final int WARM_UP_SWAPS = 256;

    private final BenchProfile effort;
    private final BenchCluster lab;
    private final List<Checkpoint> versions;
    private final List<Image> images;

    MemoryBench(
            BenchProfile effort,
            BenchCluster lab,
            List<Checkpoint> versions,
            List<LabeledImage> pictures) {
        this.effort = effort;
        this.lab = lab;
        this.versions = versions;
        this.images = pictures.stream().map(LabeledImage::image).toList();
    }

    void measure(Consumer<MemoryUse> result, Consumer<String> told) {
        for (String engine : effort.watchedEngines()) {
            told.accept("measuring memory, %s, %,d swaps".formatted(engine, effort.swaps()));
            result.accept(overSwaps(engine));
        }
        if (effort.thorough()) {
            for (String engine : effort.watchedEngines()) {
                told.accept(
                        "measuring memory, %s, %,d images".formatted(engine, effort.manyImages()));
                result.accept(overImages(engine));
            }
        }
    }

    /** Each swap is followed by answers, in batches of all sizes. */
    private MemoryUse overSwaps(String engine) {
        BenchCluster.Experiment experiment = lab.like(engine, Measurement.EXACTLY_ONCE);
        try (LiveModel live =
                new LiveModel(experiment.settings().engine(), Optional.empty(), Meters.none())) {
            swap(live, WARM_UP_SWAPS);
            MemoryUse.Moment start = MemoryUse.Moment.now();
            swap(live, effort.swaps());
            String over = "%,d swaps".formatted(effort.swaps());
            return MemoryUse.between(engine, over, start, MemoryUse.Moment.now());
        }
    }

    private void swap(LiveModel live, int swaps) {
        for (int i = 0; i < swaps; i++) {
            Checkpoint next = versions.get(i % versions.size());
            live.accept(Checkpoint.open(next.version(), next.bytes()));
            try (LiveModel.Answering answering = live.answering().orElseThrow()) {
                int most = Math.min(answering.classifier().maxBatch(), images.size());
                answering.classifier().predict(images.subList(0, most - i % most));
            }
        }
    }

    /** The whole role on the broker, from the moment when a fifth of the images is answered. */
    private MemoryUse overImages(String engine) {
        int count = effort.manyImages();
        try (BenchCluster.Experiment experiment = lab.next(engine, Measurement.EXACTLY_ONCE)) {
            lab.fillImages(experiment, count + count / 5);
            lab.publish(experiment, versions.get(0));
            try (ClassifyRole role =
                    new ClassifyRole(
                            experiment.settings(), experiment.settings().engine(), Meters.none())) {
                StreamBench.start(role);
                experiment.awaitRead("classify", experiment.topics().images(), count / 5);
                MemoryUse.Moment start = MemoryUse.Moment.now();
                experiment.awaitRead("classify", experiment.topics().images(), count + count / 5);
                String over = "%,d images".formatted(count);
                return MemoryUse.between(engine, over, start, MemoryUse.Moment.now());
            }
        }
    }
}
