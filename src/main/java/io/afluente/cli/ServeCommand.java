package io.afluente.cli;

import io.afluente.cli.role.Beginning;
import io.afluente.cli.role.ClassifyRole;
import io.afluente.cli.role.LearnRole;
import io.afluente.cli.role.RoleSettings;
import io.afluente.meter.Meters;
import io.afluente.stream.StreamsApp;
import io.afluente.stream.TopicAdmin;
import io.afluente.stream.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
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
            "  afluente serve --roles learn --from models/mnist/checkpoints/000047-1f0c9a7b33e2.zip"
        })
final class ServeCommand implements Callable<Integer> {
    /** What a process can be. */
    enum Role {
        classify,
        learn
    }

    @Mixin private ClusterOptions cluster;
    @Mixin private SettingOptions options;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            defaultValue = "classify,learn",
            description = "Any of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private List<Role> roles;

    @Option(
            names = "--from",
            paramLabel = "FILE|VERSION",
            description =
                    "Learn on from this network instead of a new one: a checkpoint's file, a file"
                            + " of DL4J, or a version on the topic of models.")
    private Optional<String> from;

    @Override
    public Integer call() throws InterruptedException {
        Topics topics = cluster.topics();
        refuseWrongTopics(topics);
        serve(Roles.of(options.settings(), cluster.client(), topics));
        return ExitCode.OK;
    }

    private void refuseWrongTopics(Topics topics) {
        try (Admin admin = cluster.connect()) {
            List<String> blockers = new TopicAdmin(admin, topics).blockers();
            if (!blockers.isEmpty()) {
                throw new UserError(
                        "the topics won't do:%n  %s"
                                .formatted(String.join("%n  ".formatted(), blockers)));
            }
        }
    }

    private void serve(RoleSettings settings) throws InterruptedException {
        Set<Role> wanted = EnumSet.copyOf(roles);
        List<StreamsApp> apps = new ArrayList<>();
        try (CloseInOrder open = CloseInOrder.alsoOnShutdown()) {
            if (wanted.contains(Role.learn)) {
                apps.add(open.with(new LearnRole(settings, beginning(settings), meters())).start());
            }
            if (wanted.contains(Role.classify)) {
                apps.add(
                        open.with(new ClassifyRole(settings, Engines.of(settings), meters()))
                                .start());
            }
            CompletableFuture.anyOf(
                            apps.stream()
                                    .map(StreamsApp::stopped)
                                    .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    private Beginning beginning(RoleSettings settings) {
        return new Beginning(
                settings.network(),
                settings.learn().seed(),
                from.map(name -> Origins.find(name, settings)));
    }

    private static Meters meters() {
        return Meters.none();
    }
}
