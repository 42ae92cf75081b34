package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.CommandGroup;
import io.afluente.cli.option.DlqOptions;
import io.afluente.cli.option.RecordPositionConverter;
import io.afluente.cli.option.SettingsFile;
import io.afluente.cli.output.DlqLines;
import io.afluente.setting.UserException;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Looks after records that could not be used. */
@Command(
        name = "dlq",
        description = "List records that could not be used, show them, send them again.",
        footerHeading = "%nExample:%n",
        footer = "  afluente dlq list")
final class DlqCommand extends CommandGroup {
    @Command(
            description = "List all dead letters with their reasons.",
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {
                "  afluente dlq list",
                "  afluente dlq list --of images --json",
                "  afluente dlq list --dlq-topic images.DLT"
            })
    int list(
            @Mixin ClusterOptions cluster,
            @Mixin SettingsFile settings,
            @Mixin DlqOptions which,
            @Option(names = "--json", description = "Write a JSON object a line.") boolean json) {
        DlqLines lines = new DlqLines(out());
        which.read(cluster, json ? lines::json : lines::row);
        if (!json) {
            lines.count();
        }
        return ExitCode.OK;
    }

    @Command(
            description = "Show one dead letter: where it came from, why it failed, what it holds.",
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {
                "  afluente dlq show images-dlq-0-17",
                "  afluente dlq show images-dlq-0-17 --value-to bad.png"
            })
    int show(
            @Mixin ClusterOptions cluster,
            @Mixin SettingsFile settings,
            @Parameters(
                            paramLabel = "PLACE",
                            converter = RecordPositionConverter.class,
                            description = "Where it lies, as \"dlq list\" shows it.")
                    RecordPosition position,
            @Option(
                            names = "--value-to",
                            paramLabel = "FILE",
                            description = "Write the value's bytes to a file.")
                    Optional<Path> file)
            throws IOException {
        DeadLetter letter = DlqOptions.find(cluster, position);
        new DlqLines(out()).details(letter);
        if (file.isPresent() && letter.record().value() != null) {
            Files.write(file.get(), letter.record().value());
        }
        return ExitCode.OK;
    }

    @Command(
            description = {
                "Send dead letters again to where they came from, with their original bytes.",
                "They stay in the DLQ as well, until its retention ends."
            },
            sortOptions = false,
            footerHeading = "%nExamples:%n",
            footer = {
                "  afluente dlq resend images-dlq-0-17 images-dlq-0-18",
                "  afluente dlq resend --all --of images",
                "  afluente dlq resend --all --dlq-topic images.DLT"
            })
    int resend(
            @Mixin ClusterOptions cluster,
            @Mixin SettingsFile settings,
            @Mixin DlqOptions which,
            @Option(names = "--all", description = "Send all of them.") boolean all,
            @Parameters(
                            paramLabel = "PLACE",
                            arity = "0..*",
                            converter = RecordPositionConverter.class,
                            description = "Where they lie, as \"dlq list\" shows it.")
                    List<RecordPosition> positions) {
        List<RecordPosition> chosen = positions == null ? List.of() : positions;
        if (all != chosen.isEmpty()) {
            throw new ParameterException(
                    spec().subcommands().get("resend"), "Give either places or --all");
        }
        out().printf("sent %,d again%n", all ? resendAll(cluster, which) : resend(cluster, chosen));
        return ExitCode.OK;
    }

    private int resendAll(ClusterOptions cluster, DlqOptions which) {
        int[] count = {0};
        try (ResendRules rules = rules(cluster);
                RecordSender sender = sender(cluster)) {
            which.read(
                    cluster,
                    letter -> {
                        Optional<String> obstacle = rules.obstacle(letter);
                        if (obstacle.isPresent()) {
                            err().println(obstacle.get());
                            return;
                        }
                        sender.send(letter.original(letter.source().orElseThrow()));
                        count[0]++;
                    });
            sender.flush();
        }
        return count[0];
    }

    private static int resend(ClusterOptions cluster, List<RecordPosition> positions) {
        List<DeadLetter> letters =
                positions.stream().map(position -> DlqOptions.find(cluster, position)).toList();
        try (ResendRules rules = rules(cluster)) {
            for (DeadLetter letter : letters) {
                rules.obstacle(letter)
                        .ifPresent(
                                why -> {
                                    throw new UserException(why);
                                });
            }
        }
        try (RecordSender sender = sender(cluster)) {
            for (DeadLetter letter : letters) {
                sender.send(letter.original(letter.source().orElseThrow()));
            }
            sender.flush();
        }
        return letters.size();
    }

    private static ResendRules rules(ClusterOptions cluster) {
        return new ResendRules(cluster.topics(), cluster.connect());
    }

    private static RecordSender sender(ClusterOptions cluster) {
        Topics topics = cluster.topics();
        int largest = topics.file(topics.deadLettersOf(topics.images())).maxMessageBytes();
        return new RecordSender(cluster.client(), largest);
    }
}
