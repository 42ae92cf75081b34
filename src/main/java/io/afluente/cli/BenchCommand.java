package io.afluente.cli;

import io.afluente.cli.bench.Bench;
import io.afluente.cli.bench.BenchReport;
import io.afluente.cli.bench.BenchTable;
import io.afluente.cli.bench.Effort;
import io.afluente.cli.bench.Row;
import io.afluente.cli.role.RoleSettings;
import io.afluente.image.IdxDataset;
import io.afluente.image.Split;
import io.afluente.stream.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how fast it is here. */
@Command(
        name = "bench",
        description = {
            "Measure how fast it is on this machine.",
            "Broker, engines and topologies run in this process, one after another, on MNIST's"
                    + " test images, with the defaults of serve. Takes about a quarter of an hour."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente bench --quick",
            "  afluente bench --only ceiling,classifyNd4j",
            "  afluente bench --json > bench.json"
        })
final class BenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingOptions options;
    @Mixin private MnistOptions mnist;

    @Option(names = "--quick", description = "Measure less: a look, not a figure to quote.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Measure these rows alone, by their names in the JSON report.")
    private List<String> only = Row.names();

    @Mixin private ResultFormat format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Row> rows = rows();
        PrintWriter err = spec.commandLine().getErr();
        IdxDataset pictures = IdxDataset.open(mnist.find(err), Split.TEST);
        try (DemoFolder folder = DemoFolder.create();
                EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.path(), EmbeddedBroker.DEALT_OUT_ONCE)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            RoleSettings settings =
                    Roles.of(options.settings(), client, Topics.withPrefix(""))
                            .within(folder.path());
            Bench bench =
                    new Bench(
                            quick ? Effort.QUICK : Effort.FULL,
                            settings,
                            folder.path(),
                            Home.folder(),
                            pictures,
                            err::println);
            BenchReport report = bench.run(rows);
            format.print(report, out -> new BenchTable(out, report).print());
        }
        return ExitCode.OK;
    }

    private Set<Row> rows() {
        Set<Row> rows = new HashSet<>();
        for (String name : only) {
            rows.add(
                    Row.named(name)
                            .orElseThrow(
                                    () ->
                                            new UserError(
                                                    "--only: one of %s, not %s"
                                                            .formatted(
                                                                    String.join(", ", Row.names()),
                                                                    name))));
        }
        return rows;
    }
}
