package io.afluente.bench;

import io.afluente.bench.Measurement.What;
import io.afluente.model.engine.Engines;
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
        for (Measurement row : Measurement.all()) {
            report.rate(row).ifPresent(rate -> print(row, rate));
        }
        report.reference().forEach((name, rate) -> rate("PyTorch, " + name, rate));
        report.comparisons().forEach(this::comparison);
        report.latency().forEach(this::latency);
        report.memory().forEach(this::memory);
        out.printf(
                "%-38s %,11d images, %,d double%n",
                "missing", report.missing(), report.duplicates());
        report.profile().forEach(this::share);
    }

    private void print(Measurement row, double rate) {
        rate(row.about(), rate);
        switch (row.what()) {
            case ONE_CORE -> {
                if (row.isDefault()) {
                    against(rate, "stock", Measurement.of(What.STOCK));
                } else {
                    against(rate, "the " + Engines.title(Engines.REFERENCE), row.byDefault());
                }
            }
            case ALL_CORES ->
                    against(
                            rate,
                            "one core",
                            new Measurement(What.ONE_CORE, row.engine(), row.guarantee()));
            case TRAIN_PLAN -> against(rate, "stock", Measurement.of(What.TRAIN_STOCK));
            case CLASSIFY -> classify(row, rate);
            case LEARN -> {
                against(rate, "the bare practice", Measurement.of(What.TRAIN_PRACTICE));
                against(rate, "the bare step", Measurement.of(What.TRAIN_PLAN));
            }
            default -> {}
        }
    }

    private void classify(Measurement row, double rate) {
        if (row.isExactlyOnce()) {
            against(rate, "its roof", roof(row.engine()));
        }
        if (!row.isDefault()) {
            against(rate, Engines.REFERENCE, row.byDefault());
        } else if (row.isExactlyOnce()) {
            against(rate, "naive", Measurement.of(What.NAIVE));
            against(rate, "the ceiling", Measurement.of(What.CEILING));
        }
    }

    /** What can be had at most where each image must pass both, one after the other. */
    static double roof(double ceiling, double engine) {
        return 1 / (1 / ceiling + 1 / engine);
    }

    private OptionalDouble roof(String engine) {
        OptionalDouble ceiling = report.rate(Measurement.of(What.CEILING));
        OptionalDouble bare =
                report.rate(new Measurement(What.ALL_CORES, engine, Measurement.EXACTLY_ONCE));
        return ceiling.isPresent() && bare.isPresent()
                ? OptionalDouble.of(roof(ceiling.getAsDouble(), bare.getAsDouble()))
                : OptionalDouble.empty();
    }

    private void against(double rate, String what, Measurement base) {
        against(rate, what, report.rate(base));
    }

    private void against(double rate, String what, OptionalDouble base) {
        base.ifPresent(b -> out.printf("%-38s %11.2f x %s%n", "", rate / b, what));
    }

    private void rate(String what, double rate) {
        out.printf("%-38s %,11.0f images/s%n", what, rate);
    }

    private void comparison(Comparison c) {
        String cpu =
                c.cpuMicros() == null ? "" : "%9.1f µs of a processor".formatted(c.cpuMicros());
        out.printf("%-38s %,11.0f images/s%s%n", c.what(), c.imagesPerSecond(), cpu);
        if (!c.what().equals(c.against())) {
            Comparison.Spread ratio = c.ratio();
            out.printf(
                    "%-38s %11.2f x %s (%.2f to %.2f)%n",
                    "", ratio.median(), c.against(), ratio.least(), ratio.most());
        }
    }

    private void share(ProfileShare share) {
        String of = share.of().equals("java") ? "samples in Java" : "processor time";
        out.printf("%-38s %10.1f %% of %s%n", share.what(), 100 * share.share(), of);
    }

    private void latency(Latency l) {
        out.printf(
                "%-5s %-16s %-23s %,7d images/s %-8s p50 %7.1f ms  p95 %7.1f ms  p99 %7.1f ms%n",
                l.engine(),
                l.guarantee(),
                commits(l.commits()),
                l.rate(),
                l.swapping() ? "swapping" : "",
                l.p50(),
                l.p95(),
                l.p99());
    }

    /** When answers can be seen, for people. */
    static String commits(Latency.Commits commits) {
        return switch (commits) {
            case EARLY -> "early commits";
            case INTERVAL -> "commits at the interval";
            case NONE -> "no commits";
        };
    }

    private void memory(MemoryUse m) {
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
