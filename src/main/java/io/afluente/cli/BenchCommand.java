package io.afluente.cli;

import io.afluente.bench.Bench;
import io.afluente.bench.BenchPictures;
import io.afluente.bench.BenchProfile;
import io.afluente.bench.BenchReport;
import io.afluente.bench.BenchTable;
import io.afluente.bench.FlightProfile;
import io.afluente.bench.Measurement;
import io.afluente.cli.broker.DemoFolder;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.DataHalves;
import io.afluente.cli.option.DataOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.cli.output.ResultFormat;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.Split;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.ModelCard;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.setting.Home;
import io.afluente.setting.TopicNames;
import io.afluente.setting.UserException;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "Broker, engines and topologies run in this process, one after another, on the"
                    + " test images of MNIST or of --data, with the defaults of serve. Takes"
                    + " about a quarter of an hour."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente bench --quick",
            "  afluente bench --only ceiling,classifyNd4j",
            "  afluente bench --only engines",
            "  afluente bench --json > bench.json"
        })
final class BenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingOptions options;
    @Mixin private DataOptions data;

    @Option(names = "--quick", description = "Measure less: a look, not a figure to quote.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Measure these rows alone, by their names in the JSON report.")
    private List<String> only = Measurement.names();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "bench.jfr",
            description = {
                "Write a flight recording, and say where the time went.",
                "Without FILE: ${FALLBACK-VALUE}"
            })
    private Path profile;

    @Mixin private ResultFormat format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Measurement> rows = rows();
        PrintWriter err = spec.commandLine().getErr();
        Topics topics = TopicNames.read(options.settings());
        NetworkSpec network = Roles.of(options.settings(), Map.of(), topics).network();
        requirePictures(network);
        DataHalves halves = data.of(ModelCard.of(network), err);
        List<LabeledImage> pictures = BenchPictures.of(halves.open(Split.TEST), network.input());
        try (DemoFolder folder = DemoFolder.create();
                EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.path(), EmbeddedBroker.DEALT_OUT_ONCE)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            RoleSettings settings =
                    Roles.of(options.settings(), client, topics).within(folder.path());
            Bench bench =
                    new Bench(
                            quick ? BenchProfile.QUICK : BenchProfile.FULL,
                            settings,
                            folder.path(),
                            Home.folder(),
                            pictures,
                            err::println);
            BenchReport report = profile == null ? bench.run(rows) : profiled(bench, rows);
            format.print(report, out -> new BenchTable(out, report).print());
            halves.requireAllRead();
        }
        return ExitCode.OK;
    }

    private BenchReport profiled(Bench bench, Set<Measurement> rows)
            throws IOException, InterruptedException {
        try (FlightProfile recorded = FlightProfile.start()) {
            BenchReport report = bench.run(rows);
            report.profile(recorded.write(profile));
            return report;
        }
    }

    private static void requirePictures(NetworkSpec network) {
        if (network.backbone().isPresent()) {
            throw new UserException(
                    "bench measures networks that take pictures; %s stands behind a backbone"
                            .formatted(network.name()));
        }
    }

    private Set<Measurement> rows() {
        Set<Measurement> rows = new HashSet<>();
        for (String name : only) {
            rows.add(
                    Measurement.named(name)
                            .orElseThrow(
                                    () ->
                                            new UserException(
                                                    "--only: one of %s, not %s"
                                                            .formatted(
                                                                    String.join(
                                                                            ", ",
                                                                            Measurement.names()),
                                                                    name))));
        }
        return rows;
    }
}
