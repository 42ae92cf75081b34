package io.afluente.cli;

import io.afluente.cli.broker.DemoFolder;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.AtLeastOne;
import io.afluente.cli.option.MnistOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.cli.output.CommandProgress;
import io.afluente.cli.output.DemoSummary;
import io.afluente.cli.output.ResultFormat;
import io.afluente.demo.Demo;
import io.afluente.demo.Noise;
import io.afluente.demo.Summary;
import io.afluente.demo.Trickle;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxDataset;
import io.afluente.image.data.Split;
import io.afluente.service.ClassifyRole;
import io.afluente.service.CloseInOrder;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.service.Service;
import io.afluente.service.TracingVariables;
import io.afluente.service.WebRole;
import io.afluente.setting.TopicNames;
import io.afluente.setting.WebSettings;
import io.afluente.stream.topic.TopicAdmin;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import io.afluente.web.PrometheusMeters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job in one process, from nothing: a broker, both roles, and MNIST as a stream. */
@Command(
        name = "demo",
        description = {
            "Watch a network that knows nothing become good while it serves.",
            "Starts a Kafka broker in this process, streams MNIST through it, classifies the test"
                    + " images all along and learns from the training images."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  afluente demo", "  afluente demo --limit 6000 --exit --json"})
final class DemoCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingOptions options;
    @Mixin private MnistOptions mnist;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Learn from the first N training images only.")
    private Optional<Integer> limit;

    @Option(
            names = "--live-rate",
            paramLabel = "N",
            defaultValue = "500",
            converter = AtLeastOne.class,
            description = "Test images a second while learning. Default: ${DEFAULT-VALUE}")
    private int liveRate;

    @Option(names = "--exit", description = "End with the summary, also on a terminal.")
    private boolean exit;

    @Option(
            names = "--rehearse",
            hidden = true,
            description =
                    "Noise in place of MNIST: all classes are loaded once, nothing is learned.")
    private boolean rehearse;

    @Mixin private ResultFormat format;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = rehearse ? null : mnist.find(err());
        List<LabeledImage> training = pictures(data, Split.TRAIN);
        List<LabeledImage> test = pictures(data, Split.TEST);
        training = training.subList(0, Math.min(limit.orElse(training.size()), training.size()));
        try (CloseInOrder open = CloseInOrder.alsoOnShutdown()) {
            DemoFolder folder = open.with(DemoFolder.create());
            EmbeddedBroker broker =
                    open.with(EmbeddedBroker.start(folder.path(), EmbeddedBroker.DEALT_OUT_ONCE));
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            Topics topics = TopicNames.read(options.settings());
            create(topics, client);
            RoleSettings settings =
                    Roles.of(options.settings(), client, topics).within(folder.path());
            PrometheusMeters meters = new PrometheusMeters();
            Tracing tracing = open.with(TracingVariables.start(System.getenv(), meters));
            Service service = open.with(start(settings.telling(tracing), meters));
            String model = settings.network().name();
            Demo demo = new Demo(client, topics, model, training, test, liveRate);
            err().printf("The page is at %s%n", service.address());
            Summary summary = watch(demo, service);
            format.print(summary, out -> DemoSummary.print(summary, out));
            if (staysUp()) {
                open.with(Trickle.of(demo));
                stayUp(broker, service);
            }
        }
        return ExitCode.OK;
    }

    private static List<LabeledImage> pictures(Path data, Split split) throws IOException {
        return data == null ? Noise.pictures(split) : IdxDataset.open(data, split);
    }

    private static void create(Topics topics, Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            new TopicAdmin(admin, topics).create(Optional.empty(), Optional.empty());
        }
    }

    private Service start(RoleSettings settings, PrometheusMeters meters) {
        InitialVersion beginning =
                new InitialVersion(settings.network(), settings.learn().seed(), Optional.empty());
        WebSettings web = WebSettings.read(options.settings());
        return Service.start(
                List.of(
                        new LearnRole(settings, beginning, meters),
                        new ClassifyRole(settings, settings.engine(), meters),
                        new WebRole(settings, Roles.readWriting(options.settings()), web.token())),
                meters,
                web.http().orFree());
    }

    private static Summary watch(Demo demo, Service service) throws InterruptedException {
        try (CommandProgress progress =
                CommandProgress.of("learning", "images", demo.training().size())) {
            return demo.run(
                    service.ended(),
                    stage -> {
                        progress.at(stage.learned());
                        progress.say("live %.1f %% right".formatted(100 * stage.recentAccuracy()));
                    });
        }
    }

    private boolean staysUp() {
        return !exit && !format.isJson() && Boolean.getBoolean("afluente.terminal");
    }

    private void stayUp(EmbeddedBroker broker, Service service) {
        err().printf(
                        "%nStill running: the page on %s, Kafka on %s. Ctrl-C ends it.%n",
                        service.address(), broker.bootstrapServers());
        service.ended().join();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
