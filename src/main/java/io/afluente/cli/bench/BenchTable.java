package io.afluente.cli.bench;

import java.io.PrintWriter;
import java.util.OptionalDouble;

/** A report as a table for people. */
public final class BenchTable {
    private final PrintWriter out;
    private final BenchReport report;

    public BenchTable(PrintWriter out, BenchReport report) {
        this.out = out;
        this.report = report;
    }

    /** Writes all of it. */
    public void print() {
        out.println(report.machine());
        out.println();
        for (Row row : Row.values()) {
            report.rate(row).ifPresent(rate -> print(row, rate));
        }
        report.reference().forEach((name, rate) -> rate("PyTorch, " + name, rate));
        report.latency().forEach(this::latency);
        report.memory().forEach(this::memory);
        out.printf(
                "%-38s %,11d images, %,d double%n",
                "missing", report.missing(), report.duplicates());
    }

    private void print(Row row, double rate) {
        rate(row.about(), rate);
        switch (row) {
            case PLAN_ONE_CORE -> against(rate, "stock", report.rate(Row.STOCK));
            case PLAN_ALL_CORES -> against(rate, "one core", report.rate(Row.PLAN_ONE_CORE));
            case ONNX_ONE_CORE -> against(rate, "the plan", report.rate(Row.PLAN_ONE_CORE));
            case ONNX_ALL_CORES -> against(rate, "one core", report.rate(Row.ONNX_ONE_CORE));
            case TRAIN_PLAN -> against(rate, "stock", report.rate(Row.TRAIN_STOCK));
            case CLASSIFY_ND4J -> {
                against(rate, "its roof", roof(Row.PLAN_ALL_CORES));
                against(rate, "naive", report.rate(Row.NAIVE));
                against(rate, "the ceiling", report.rate(Row.CEILING));
            }
            case CLASSIFY_ONNX -> {
                against(rate, "its roof", roof(Row.ONNX_ALL_CORES));
                against(rate, "nd4j", report.rate(Row.CLASSIFY_ND4J));
            }
            case CLASSIFY_ONNX_AT_LEAST_ONCE ->
                    against(rate, "nd4j", report.rate(Row.CLASSIFY_ND4J_AT_LEAST_ONCE));
            case LEARN -> {
                against(rate, "the bare practice", report.rate(Row.TRAIN_PRACTICE));
                against(rate, "the bare step", report.rate(Row.TRAIN_PLAN));
            }
            default -> {}
        }
    }

    /** What can be had at most where each image must pass both, one after the other. */
    static double roof(double ceiling, double engine) {
        return 1 / (1 / ceiling + 1 / engine);
    }

    private OptionalDouble roof(Row engine) {
        OptionalDouble ceiling = report.rate(Row.CEILING);
        OptionalDouble bare = report.rate(engine);
        return ceiling.isPresent() && bare.isPresent()
                ? OptionalDouble.of(roof(ceiling.getAsDouble(), bare.getAsDouble()))
                : OptionalDouble.empty();
    }

    private void against(double rate, String what, OptionalDouble base) {
        base.ifPresent(b -> out.printf("%-38s %11.2f x %s%n", "", rate / b, what));
    }

    private void rate(String what, double rate) {
        out.printf("%-38s %,11.0f images/s%n", what, rate);
    }

    private void latency(Latency l) {
        out.printf(
                "%-5s %-16s %,7d images/s %-8s p50 %7.1f ms  p95 %7.1f ms  p99 %7.1f ms%n",
                l.engine(),
                l.guarantee(),
                l.rate(),
                l.swapping() ? "swapping" : "",
                l.p50(),
                l.p95(),
                l.p99());
    }

    private void memory(Memory m) {
        out.printf(
                "%-5s %-20s resident %,6.0f to %,6.0f MB  heap %,5.0f to %,5.0f MB"
                        + "  native %,5.0f to %,5.0f MB%n",
                m.engine(),
                m.over(),
                m.rssStartMb(),
                m.rssEndMb(),
                m.heapStartMb(),
                m.heapEndMb(),
                m.nativeStartMb(),
                m.nativeEndMb());
    }
}
