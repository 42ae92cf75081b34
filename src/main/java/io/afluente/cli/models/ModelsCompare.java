package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.output.ResultFormat;
import io.afluente.registry.Catalog;
import io.afluente.registry.Pointer;
import io.afluente.setting.UserException;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.compare.ChallengeComparison;
import io.afluente.stream.compare.LabeledPredictions;
import io.afluente.stream.compare.ShadowComparison;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what served beside its shadow, its challenger, or both. */
@Command(
        name = "compare",
        description = {
            "Show how what served compares with its shadow and its challenger, whichever there is,"
                    + " on the images whose labels came afterwards.",
            "A shadow answers the same images: McNemar's test says whether the difference may be"
                    + " chance. A challenger answers some of the images in place of what serves:"
                    + " there Fisher's exact test says so, on those answered since it has the share"
                    + " it has now."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  afluente models compare", "  afluente models compare --last 1000 --json"})
final class ModelsCompare implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private ModelOptions model;

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
        Catalog catalog = model.versions(cluster).catalog();
        LabeledPredictions labeled = new LabeledPredictions(last, cluster.topics().formats());
        read(cluster.topics().labeledImages(), labeled::take);
        List<CompareReport> reports = reports(catalog, labeled);
        tellUnreadable(labeled);
        List<CompareReport> filled = filled(reports);
        format.print(json(filled), out -> tables(filled, out));
        return ExitCode.OK;
    }

    /** Without any pointer there may still be answers of a shadow that has been ended. */
    private List<CompareReport> reports(Catalog catalog, LabeledPredictions labeled) {
        List<CompareReport> reports = new ArrayList<>();
        if (catalog.shadow().isPresent() || catalog.challenger().isEmpty()) {
            ShadowComparison both =
                    new ShadowComparison(labeled, catalog.challenger().map(Pointer::version));
            read(cluster.topics().shadow(), both::shadowed);
            reports.add(new ShadowReport(both));
        }
        catalog.challenger()
                .map(pointer -> new ChallengeReport(new ChallengeComparison(labeled, pointer)))
                .ifPresent(reports::add);
        return reports;
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        cluster.require(topic);
        try (TopicReader reader = new TopicReader(cluster.client(), topic, From.BEGINNING)) {
            reader.readToEnd(each);
        }
    }

    /** Those with something to compare; of the others it is said why there is nothing. */
    private List<CompareReport> filled(List<CompareReport> reports) {
        List<CompareReport> filled = reports.stream().filter(r -> r.missing().isEmpty()).toList();
        List<String> missing =
                reports.stream().map(CompareReport::missing).filter(m -> !m.isEmpty()).toList();
        if (filled.isEmpty()) {
            throw new UserException(String.join("; ", missing));
        }
        missing.forEach(spec.commandLine().getErr()::println);
        return filled;
    }

    private void tellUnreadable(LabeledPredictions labeled) {
        if (labeled.unreadable() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(Locale.ROOT, "%,d records could not be read%n", labeled.unreadable());
        }
    }

    private static ObjectNode json(List<CompareReport> reports) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        reports.forEach(report -> json.set(report.name(), report.json()));
        return json;
    }

    private static void tables(List<CompareReport> reports, PrintWriter out) {
        for (CompareReport report : reports) {
            if (report != reports.get(0)) {
                out.println();
            }
            report.table(out);
        }
    }
}
