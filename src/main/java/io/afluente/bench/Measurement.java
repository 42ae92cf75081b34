package io.afluente.bench;

import io.afluente.model.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing that can be measured.
 *
 * @param engine that computes the answers, where there are any
 * @param guarantee of what runs through the broker
 */
public record Measurement(What what, String engine, String guarantee) {
    static final String EXACTLY_ONCE = "exactly_once_v2";
    static final String AT_LEAST_ONCE = "at_least_once";
    static final List<String> GUARANTEES = List.of(EXACTLY_ONCE, AT_LEAST_ONCE);

    /** What is measured of an engine, or of a guarantee, or once for all. */
    public enum What {
        REFERENCE("reference", "PyTorch"),
        STOCK("stock", "stock DL4J, output"),
        ONE_CORE("OneCore", "one core"),
        ALL_CORES("AllCores", "all cores"),
        COMPARISON("engines", "engines and steps in turn"),
        TRAIN_STOCK("trainStock", "training step, stock DL4J"),
        TRAIN_PLAN("trainPlan", "training step, plan"),
        TRAIN_PRACTICE("trainPractice", "training with serve's practice, plan"),
        CEILING("ceiling", "ceiling, exactly-once"),
        NAIVE("naive", "naive, exactly-once"),
        CLASSIFY("classify", "classify"),
        LEARN("learn", "learn, exactly-once"),
        LATENCY("latency", "latency"),
        MEMORY("memory", "memory");

        private final String wireName;
        private final String about;

        What(String wireName, String about) {
            this.wireName = wireName;
            this.about = about;
        }
    }

    static Measurement of(What what) {
        return new Measurement(what, Engines.REFERENCE, EXACTLY_ONCE);
    }

    /** The same of the default engine. */
    Measurement byDefault() {
        return new Measurement(what, Engines.REFERENCE, guarantee);
    }

    boolean isExactlyOnce() {
        return guarantee.equals(EXACTLY_ONCE);
    }

    /** Its key in the JSON report, by which it is also asked for. */
    public String wireName() {
        return switch (what) {
            case ONE_CORE, ALL_CORES -> (isDefault() ? "plan" : engine) + what.wireName;
            case CLASSIFY ->
                    what.wireName
                            + engine.substring(0, 1).toUpperCase(Locale.ROOT)
                            + engine.substring(1)
                            + (isExactlyOnce() ? "" : "AtLeastOnce");
            default -> what.wireName;
        };
    }

    /** What is measured, for people. */
    public String about() {
        return switch (what) {
            case ONE_CORE, ALL_CORES -> Engines.title(engine) + ", " + what.about;
            case CLASSIFY ->
                    "%s, %s, %s"
                            .formatted(
                                    what.about,
                                    engine,
                                    isExactlyOnce() ? "exactly-once" : "at-least-once");
            default -> what.about;
        };
    }

    boolean isDefault() {
        return engine.equals(Engines.REFERENCE);
    }

    /** All there are, in the order in which they are measured. */
    public static List<Measurement> all() {
        List<Measurement> rows = new ArrayList<>();
        for (What what : What.values()) {
            switch (what) {
                case ONE_CORE -> Engines.names().forEach(engine -> addBare(engine, rows));
                case ALL_CORES -> {} // each beside its engine's one core
                case CLASSIFY -> GUARANTEES.forEach(guarantee -> addClassify(guarantee, rows));
                default -> rows.add(of(what));
            }
        }
        return rows;
    }

    private static void addBare(String engine, List<Measurement> rows) {
        rows.add(new Measurement(What.ONE_CORE, engine, EXACTLY_ONCE));
        rows.add(new Measurement(What.ALL_CORES, engine, EXACTLY_ONCE));
    }

    private static void addClassify(String guarantee, List<Measurement> rows) {
        Engines.names()
                .forEach(engine -> rows.add(new Measurement(What.CLASSIFY, engine, guarantee)));
    }

    /** The row of a name. */
    public static Optional<Measurement> named(String wireName) {
        return all().stream().filter(row -> row.wireName().equals(wireName)).findFirst();
    }

    /** All names, in order. */
    public static List<String> names() {
        return all().stream().map(Measurement::wireName).toList();
    }
}
