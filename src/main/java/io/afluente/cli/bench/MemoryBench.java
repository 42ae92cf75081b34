package io.afluente.cli.bench;

import io.afluente.image.LabeledImage;
import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether memory stays flat over many swaps, each followed by answers. */
final class MemoryBench {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final List<Checkpoint> versions;
    private final List<LabeledImage> pictures;

    /**
     * Memory before and after.
     *
     * @param rssStartMb resident, in MB
     * @param rssEndMb resident, in MB
     * @param heapStartMb in use after a collection, in MB
     * @param heapEndMb in use after a collection, in MB
     */
    record Memory(double rssStartMb, double rssEndMb, double heapStartMb, double heapEndMb) {}

    MemoryBench(List<Checkpoint> versions, List<LabeledImage> pictures) {
        this.versions = versions;
        this.pictures = pictures;
    }

    Memory over(int swaps, Engine engine) {
        try (LiveModel live = new LiveModel(engine, Optional.empty(), Meters.none())) {
            swap(live, Math.min(swaps, 50));
            double heapStart = heapMb();
            double rssStart = rssMb();
            swap(live, swaps);
            double heapEnd = heapMb();
            return new Memory(rssStart, rssMb(), heapStart, heapEnd);
        }
    }

    private void swap(LiveModel live, int swaps) {
        for (int i = 0; i < swaps; i++) {
            Checkpoint next = versions.get(i % versions.size());
            live.accept(Checkpoint.open(next.version(), next.bytes()));
            try (LiveModel.Answering answering = live.answering()) {
                answering
                        .classifier()
                        .predict(
                                pictures.subList(0, answering.classifier().maxBatch()).stream()
                                        .map(LabeledImage::image)
                                        .toList());
            }
        }
    }

    private static double heapMb() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static double rssMb() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
