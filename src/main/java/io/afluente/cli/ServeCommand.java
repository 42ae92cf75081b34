package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.CloseInOrder;
import io.afluente.service.HttpRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.service.Origins;
import io.afluente.service.Ownership;
import io.afluente.service.Role;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.service.Service;
import io.afluente.service.TracingVariables;
import io.afluente.service.WebRole;
import io.afluente.setting.InferSetting;
import io.afluente.setting.ModelSettings;
import io.afluente.setting.StreamsSettings;
import io.afluente.setting.TopicNames;
import io.afluente.setting.UserException;
import io.afluente.setting.WebSettings;
import io.afluente.stream.topic.RoleTopics;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import io.afluente.web.PrometheusMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs roles of the service against a cluster until it is told to stop, or a role fails. */
@Command(
        name = "serve",
        description = {
            "Run roles of the service against a Kafka cluster.",
            "Ends with exit code 1 as soon as a role fails; whoever runs it starts it again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente serve --bootstrap-server localhost:9092",
            "  afluente serve --roles learn --from mnist.zip"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    enum Name {
        classify,
        learn,
        join,
        shadow,
        web,
        http
    }

    @Mixin private ClusterOptions cluster;
    @Mixin private SettingOptions options;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            defaultValue = "classify,learn",
            description = "Any of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private List<Name> names;

    @Option(
            names = "--from",
            paramLabel = "FILE|VERSION",
            description =
                    "Learn on from this network instead of a new one: a checkpoint's file, a file"
                            + " of DL4J, or a version on the topic of models.")
    private Optional<String> from;

    @Override
    public Integer call() throws InterruptedException {
        // by all options: those of the cluster do not know the formats
        Topics topics = TopicNames.read(options.settings());
        RoleSettings settings = Roles.of(options.settings(), cluster.client(), topics);
        refuseWrongTopics(topics);
        refuseWhatIsNotOurs(settings);
        makeFolder(settings.streams().state());
        serve(settings);
        return ExitCode.OK;
    }

    private void refuseWrongTopics(Topics topics) {
        try (Admin admin = cluster.connect()) {
            List<String> roles = names.stream().map(this::inTopicFiles).distinct().toList();
            List<String> blockers = new RoleTopics(admin, topics, roles).blockers();
            if (!blockers.isEmpty()) {
                throw new UserException(
                        "the topics won't do:%n  %s"
                                .formatted(String.join("%n  ".formatted(), blockers)));
            }
        }
    }

    /** What answers directly needs the topic of models alone. */
    private String inTopicFiles(Name name) {
        boolean direct = name == Name.http && infer().direct();
        return direct ? "http-direct" : name.name();
    }

    private void refuseWhatIsNotOurs(RoleSettings settings) {
        Ownership ownership = new Ownership(settings);
        if (!ModelSettings.read(options.settings()).othersAllowed()) {
            ownership.refuseOtherModels();
        }
        if (StreamsSettings.arePrefixed(options.settings())) {
            names.stream()
                    .distinct()
                    .filter(name -> name != Name.web && name != Name.http)
                    .filter(name -> name != Name.learn || from.isEmpty())
                    .forEach(name -> ownership.refuseToBeginAnew(name.name()));
        }
    }

    private static void makeFolder(Path state) {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new UserException("state-dir: there can be no folder " + state, e);
        }
    }

    private void serve(RoleSettings settings) throws InterruptedException {
        PrometheusMeters meters = new PrometheusMeters();
        try (CloseInOrder open = CloseInOrder.alsoOnShutdown()) {
            // closed after the roles: the last commit is told too
            Tracing tracing = open.with(TracingVariables.start(System.getenv(), meters));
            List<Role> roles = roles(settings.telling(tracing), meters);
            Service service = open.with(Service.start(roles, meters, web().http()));
            LOG.info("HTTP on port {}: /livez /readyz /metrics", service.port());
            if (names.contains(Name.web)) {
                LOG.info("The page is at {}", service.address());
            }
            if (names.contains(Name.http)) {
                LOG.info("The Open Inference Protocol is at {}v2", service.address());
            }
            service.ended().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("a role has failed: " + e.getCause(), e);
        }
    }

    private List<Role> roles(RoleSettings settings, Meters meters) {
        return names.stream()
                .distinct()
                .map(
                        name ->
                                switch (name) {
                                    case classify ->
                                            new ClassifyRole(settings, settings.engine(), meters);
                                    case learn ->
                                            new LearnRole(settings, beginning(settings), meters);
                                    case join -> new JoinRole(settings, meters);
                                    case shadow ->
                                            ClassifyRole.shadow(
                                                    settings, settings.engine(), meters);
                                    case web ->
                                            new WebRole(
                                                    settings,
                                                    Roles.readWriting(options.settings()),
                                                    web().token());
                                    case http -> http(settings, meters);
                                })
                .toList();
    }

    private HttpRole http(RoleSettings settings, Meters meters) {
        return new HttpRole(settings, infer(), web().token(), meters);
    }

    private InferSetting infer() {
        return InferSetting.read(options.settings());
    }

    private WebSettings web() {
        return WebSettings.read(options.settings());
    }

    private InitialVersion beginning(RoleSettings settings) {
        return new InitialVersion(
                settings.network(),
                settings.learn().seed(),
                from.map(name -> Origins.find(name, settings)));
    }
}
