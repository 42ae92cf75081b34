package io.afluente.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.cli.option.DataOptions;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxDataset;
import io.afluente.image.data.Split;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.gate.GateTrials;
import io.afluente.model.Classifier;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.file.NetworkFile;
import io.afluente.setting.Settings;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How sharp the gate is, as a table: {@code src/bench/learning.py gate} runs it on the checkpoints
 * of whole passes, a folder for each. The last of a pass is the champion, each one before it a
 * challenger, and the gate with the service's settings judges each pair on many draws of as many
 * test images as a pass holds out.
 */
@EnabledIfSystemProperty(named = "checkpoints", matches = ".+")
class GateBench {
    private static final int BATCH = 250;
    private static final int HELD_OUT = 3_000;
    private static final int TRIALS = Integer.getInteger("trials", 200);
    private static final double[] EDGES = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 100};

    private final LearnSettings settings =
            Roles.of(new Settings(List.of()), Map.of(), Topics.withPrefix("")).learn();
    private final List<Pair> pairs = new ArrayList<>();

    /**
     * @param worse the challenger's loss of accuracy against the champion, in points
     * @param passed in which share of all trials
     */
    private record Pair(double worse, double passed) {}

    @Test
    void judgesTheCheckpointsOfAPassByItsLast() throws IOException {
        List<LabeledImage> images =
                IdxDataset.open(
                        DataOptions.mnist(new PrintWriter(System.err, false, UTF_8)), Split.TEST);
        for (Path pass : list(Path.of(System.getProperty("checkpoints")))) {
            judge(list(pass).stream().map(file -> right(file, images)).toList());
        }
        print("| challenger is worse by, in points | pairs | passed, mean | least | most |");
        print("|---|---|---|---|---|");
        row("as good or better", -100, 0);
        for (int i = 1; i < EDGES.length; i++) {
            String upTo = i == EDGES.length - 1 ? "%.2f and more" : "%.2f to %.2f";
            row(upTo.formatted(EDGES[i - 1], EDGES[i]), EDGES[i - 1], EDGES[i]);
        }
    }

    private void judge(List<boolean[]> right) throws IOException {
        int champion = right.size() - 1;
        double[] passed = new GateTrials(settings, right, HELD_OUT, TRIALS).passed(champion);
        double best = share(right.get(champion));
        IntStream.range(0, champion)
                .mapToObj(i -> new Pair(100 * (best - share(right.get(i))), passed[i]))
                .forEach(pairs::add);
    }

    private void row(String name, double above, double upTo) {
        var passed =
                pairs.stream()
                        .filter(pair -> pair.worse > above && pair.worse <= upTo)
                        .mapToDouble(pair -> 100 * pair.passed)
                        .summaryStatistics();
        if (passed.getCount() > 0) {
            print(
                    "| %s | %d | %.1f %% | %.1f %% | %.1f %% |",
                    name, passed.getCount(), passed.getAverage(), passed.getMin(), passed.getMax());
        }
    }

    private static boolean[] right(Path file, List<LabeledImage> images) {
        boolean[] right = new boolean[images.size()];
        try (ServableNetwork network =
                        new Nd4jEngine(BATCH).prepare(NetworkFile.read(Files.readAllBytes(file)));
                Classifier classifier = network.classifier()) {
            for (int from = 0; from < right.length; from += BATCH) {
                List<LabeledImage> batch =
                        images.subList(from, Math.min(right.length, from + BATCH));
                var answers = classifier.predict(batch.stream().map(LabeledImage::image).toList());
                for (int i = 0; i < batch.size(); i++) {
                    right[from + i] = answers.get(i).label() == batch.get(i).label();
                }
            }
            return right;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double share(boolean[] right) {
        return IntStream.range(0, right.length).filter(i -> right[i]).count()
                / (double) right.length;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
