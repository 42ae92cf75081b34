package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.headerNames;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.model.engine.Engines;
import io.afluente.stream.classify.ForwardedHeaders;
import io.afluente.stream.runtime.CommitPace;
import java.util.Optional;

/**
 * How images are answered.
 *
 * @param engine name of what computes the answers, or auto
 * @param guarantee exactly_once_v2 or at_least_once
 * @param threads that classify
 * @param sliceImages most images in one forward pass
 * @param sliceBytes most bytes of records in one forward pass
 * @param topK how many labels a prediction has of a model with more than 100; 0 for all
 * @param forwarded which headers of an image go on to its prediction
 * @param pollRecords most records of one poll
 * @param commitMillis from one commit of predictions to the next, at most
 * @param earlyCommits whether a thread that has answered all it has polled commits at once
 */
public record ClassifySettings(
        String engine,
        String guarantee,
        int threads,
        int sliceImages,
        long sliceBytes,
        int topK,
        ForwardedHeaders forwarded,
        int pollRecords,
        int commitMillis,
        boolean earlyCommits) {
    // while one waits for its commit, another computes
    private static final int THREADS_A_PROCESSOR = 2;

    static void define(SettingList settings) {
        settings.group("Classifying");
        settings.text("engine", Engines.AUTO, oneOf(Engines.choices()))
                .means(
                        "What computes the answers; auto times every engine on each kind of network.");
        settings.whole("classify-threads", 0, between(0, 256))
                .means("Threads that classify; 0 is two for each processor.");
        settings.whole("slice", 128, between(1, 4096)).means("Most images to answer in one pass.");
        settings.whole("slice-bytes", 16 << 20, between(1 << 10, 1 << 30))
                .means("Most bytes to answer in one pass.");
        settings.whole("top-k", 5, between(0, 100))
                .means("Labels in a prediction of a model with more than 100; 0 is all.");
        settings.list("forward-headers", ForwardedHeaders.USUAL, headerNames())
                .means(
                        "Headers of an image that its prediction gets too; name* is all that begin so.");
        settings.whole("poll-records", 1024, between(1, 100_000))
                .means("Most records of one poll.");
        settings.text("guarantee", "exactly_once_v2", oneOf("exactly_once_v2", "at_least_once"))
                .means("How often an image is answered; learning is always exactly-once.");
        settings.whole("classify-commit-ms", 100, between(1, 60_000))
                .means("Milliseconds between commits of predictions, at most.");
        settings.text("early-commits", "off", oneOf("on", "off"))
                .means(
                        "Whether to commit at once where no other image waits; costs processor time.");
    }

    public static ClassifySettings read(Settings settings) {
        int threads = settings.whole("classify-threads");
        return new ClassifySettings(
                settings.text("engine"),
                settings.text("guarantee"),
                threads > 0
                        ? threads
                        : THREADS_A_PROCESSOR * Runtime.getRuntime().availableProcessors(),
                settings.whole("slice"),
                settings.whole("slice-bytes"),
                settings.whole("top-k"),
                new ForwardedHeaders(settings.texts("forward-headers")),
                settings.whole("poll-records"),
                settings.whole("classify-commit-ms"),
                settings.text("early-commits").equals("on"));
    }

    /** The engine where the same must come out each time: never one that a clock has chosen. */
    public String steadyEngine() {
        return engine.equals(Engines.AUTO) ? Engines.REFERENCE : engine;
    }

    /** The same, but answered by another engine under another guarantee. */
    public ClassifySettings by(String otherEngine, String otherGuarantee) {
        return with(otherEngine, otherGuarantee, earlyCommits);
    }

    /** The same, but committing early or not. */
    public ClassifySettings committing(boolean early) {
        return with(engine, guarantee, early);
    }

    private ClassifySettings with(String otherEngine, String otherGuarantee, boolean early) {
        return new ClassifySettings(
                otherEngine,
                otherGuarantee,
                threads,
                sliceImages,
                sliceBytes,
                topK,
                forwarded,
                pollRecords,
                commitMillis,
                early);
    }

    /** When a thread may commit early; empty where answers are seen without a commit. */
    public Optional<CommitPace> earlyCommit() {
        return earlyCommits && guarantee.equals("exactly_once_v2")
                ? Optional.of(new CommitPace())
                : Optional.empty();
    }
}
