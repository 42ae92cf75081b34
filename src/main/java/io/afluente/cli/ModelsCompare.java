package io.afluente.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.evaluate.PairedComparison;
import io.afluente.stream.SideBySide;
import io.afluente.stream.TopicReader;
import io.afluente.stream.TopicReader.From;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what served beside what answered in its shadow. */
@Command(
        name = "compare",
        description = {
            "Show how what served and what answered in its shadow compare, on the images whose"
                    + " labels came afterwards.",
            "McNemar's test says whether the difference may be chance."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models compare", "  afluente models compare --last 1000 --json"})
final class ModelsCompare implements Callable<Integer> {
    private static final double SIGNIFICANT = 0.05;
    private static final int COLUMN = 20;

    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;

    @Option(
            names = "--last",
            paramLabel = "COUNT",
            defaultValue = "100000",
            description = "How many of the latest labels count. Default: ${DEFAULT-VALUE}")
    private int last;

    @Mixin private ResultFormat format;

    @Override
    public Integer call() {
        if (last < 1) {
            throw new ParameterException(spec.commandLine(), "--last: 1 or more, not " + last);
        }
        SideBySide both = read();
        if (both.unreadable() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(Locale.ROOT, "%,d records could not be read%n", both.unreadable());
        }
        if (both.comparison().examples() == 0) {
            throw new UserError(
                    "no image has a label, an answer and an answer of the shadow yet; that takes"
                            + " the roles join and shadow, and feedback");
        }
        format.print(json(both), out -> table(both));
        return ExitCode.OK;
    }

    private SideBySide read() {
        String labeled = cluster.topics().labeledImages();
        String shadow = cluster.topics().shadow();
        cluster.require(labeled);
        cluster.require(shadow);
        SideBySide both = new SideBySide(last);
        try (TopicReader reader = new TopicReader(cluster.client(), labeled, From.BEGINNING)) {
            reader.readToEnd(both::labeled);
        }
        try (TopicReader reader = new TopicReader(cluster.client(), shadow, From.BEGINNING)) {
            reader.readToEnd(both::shadowed);
        }
        return both;
    }

    private void table(SideBySide both) {
        PairedComparison found = both.comparison();
        row("", "SERVED", "SHADOW");
        row("version", versions(both.champions()), versions(both.challengers()));
        row("accuracy", accuracy(found.championAccuracy()), accuracy(found.challengerAccuracy()));
        row("only it was right", count(found.onlyChampion()), count(found.onlyChallenger()));
        row("both right", count(found.bothRight()), "");
        row("both wrong", count(found.bothWrong()), "");
        out().printf(
                        Locale.ROOT,
                        "%s on %,d images (McNemar, mid-p, p = %.4f)%n",
                        verdict(found),
                        found.examples(),
                        found.test().different());
    }

    private static String verdict(PairedComparison found) {
        if (found.test().different() >= SIGNIFICANT) {
            return "no difference that could not be chance";
        }
        return found.difference() > 0 ? "the shadow is better" : "what served is better";
    }

    private static ObjectNode json(SideBySide both) {
        PairedComparison found = both.comparison();
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        both.champions().forEach(line.putArray("served")::add);
        both.challengers().forEach(line.putArray("shadow")::add);
        line.put("images", found.examples());
        line.put("bothRight", found.bothRight());
        line.put("onlyServedRight", found.onlyChampion());
        line.put("onlyShadowRight", found.onlyChallenger());
        line.put("bothWrong", found.bothWrong());
        line.put("servedAccuracy", found.championAccuracy());
        line.put("shadowAccuracy", found.challengerAccuracy());
        line.put("mcnemarP", found.test().different());
        return line;
    }

    private void row(String name, String served, String shadow) {
        String line = "%-18s %" + COLUMN + "s %" + COLUMN + "s";
        out().println(line.formatted(name, served, shadow).stripTrailing());
    }

    private static String versions(Set<String> versions) {
        return versions.size() == 1
                ? versions.iterator().next()
                : "%,d versions".formatted(versions.size());
    }

    private static String accuracy(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
