package io.afluente.cli.bench;

import java.io.PrintWriter;

/** A report as a table for people. */
public final class BenchTable {
    private final PrintWriter out;

    public BenchTable(PrintWriter out) {
        this.out = out;
    }

    /** Writes all of it. */
    public void print(BenchReport r) {
        double roof = roof(r.ceiling(), r.planAllCores());
        double onnxRoof = roof(r.ceiling(), r.onnxAllCores());
        out.println(r.machine());
        out.println();
        rate("stock DL4J, output", r.stock(), "", 0);
        rate("plan, one core", r.planOneCore(), "of stock", r.stock());
        rate("plan, all cores", r.planAllCores(), "of one core", r.planOneCore());
        rate("ONNX Runtime, one core", r.onnxOneCore(), "of the plan", r.planOneCore());
        rate("ONNX Runtime, all cores", r.onnxAllCores(), "of one core", r.onnxOneCore());
        rate("training step, stock DL4J", r.trainStock(), "", 0);
        rate("training step, plan", r.trainPlan(), "of stock", r.trainStock());
        out.println();
        rate("ceiling, exactly-once", r.ceiling(), "of classify", r.classifyNd4j());
        rate("naive, exactly-once", r.naive(), "", 0);
        rate("classify, nd4j, exactly-once", r.classifyNd4j(), "of its roof", roof);
        rate("", r.classifyNd4j(), "of naive", r.naive());
        rate("classify, onnx, exactly-once", r.classifyOnnx(), "of its roof", onnxRoof);
        rate("", r.classifyOnnx(), "of nd4j", r.classifyNd4j());
        rate("classify, nd4j, at-least-once", r.classifyNd4jAtLeastOnce(), "", 0);
        rate("classify, onnx, at-least-once", r.classifyOnnxAtLeastOnce(), "", 0);
        rate("learn, exactly-once", r.learn(), "of the bare step", r.trainPlan());
        out.println();
        r.latency().forEach(this::latency);
        out.println();
        out.printf("%-34s %,10d images%n", "median slice", r.sliceMedian());
        out.printf("%-34s %,10d images, %,d double%n", "missing", r.missing(), r.duplicates());
        out.printf(
                "%-34s %10.0f MB, then %.0f MB%n",
                "resident over the swaps", r.rssStartMb(), r.rssEndMb());
        out.printf(
                "%-34s %10.0f MB, then %.0f MB%n",
                "heap over the swaps", r.heapStartMb(), r.heapEndMb());
        r.reference().forEach((name, value) -> rate("PyTorch, " + name, value, "", 0));
    }

    /** What can be had at most where each image must pass both, one after the other. */
    static double roof(double ceiling, double engine) {
        return 1 / (1 / ceiling + 1 / engine);
    }

    private void rate(String what, double rate, String against, double base) {
        String ratio = base > 0 ? "%8.2f x %s".formatted(rate / base, against) : "";
        out.printf("%-34s %,10.0f images/s %s%n", what, rate, ratio);
    }

    private void latency(Latency l) {
        out.printf(
                "%-5s %-16s %,7d images/s %-8s p50 %6.1f ms  p95 %6.1f ms  p99 %6.1f ms%n",
                l.engine(),
                l.guarantee(),
                l.rate(),
                l.swapping() ? "swapping" : "",
                l.p50(),
                l.p95(),
                l.p99());
    }
}
