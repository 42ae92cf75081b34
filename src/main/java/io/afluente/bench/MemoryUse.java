package io.afluente.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * MemoryUse before and after much work, in MB.
 *
 * @param engine name of what computed the answers
 * @param over what work that was
 * @param rssStartMb resident before
 * @param rssEndMb resident after
 * @param heapStartMb in use before, after a collection
 * @param heapEndMb in use after, after a collection
 * @param nativeStartMb resident before, outside the heap
 * @param nativeEndMb resident after, outside the heap
 */
public record MemoryUse(
        String engine,
        String over,
        double rssStartMb,
        double rssEndMb,
        double heapStartMb,
        double heapEndMb,
        double nativeStartMb,
        double nativeEndMb) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MB = 1 << 20;

    /** A moment's memory; the heap must be fixed and touched for its native part to be right. */
    record Moment(double rss, double heap, double outside) {
        static Moment now() {
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            double rss = residentMb();
            return new Moment(
                    rss,
                    (runtime.totalMemory() - runtime.freeMemory()) / MB,
                    rss - runtime.totalMemory() / MB);
        }
    }

    static MemoryUse between(String engine, String over, Moment start, Moment end) {
        return new MemoryUse(
                engine, over, start.rss, end.rss, start.heap, end.heap, start.outside, end.outside);
    }

    private static double residentMb() {
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
