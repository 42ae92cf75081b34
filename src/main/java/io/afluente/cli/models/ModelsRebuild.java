package io.afluente.cli.models;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.cli.option.SettingOptions;
import io.afluente.cli.output.CommandProgress;
import io.afluente.cli.output.ResultFormat;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.model.NetworkSpec;
import io.afluente.model.engine.PictureInputs;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.setting.Settings;
import io.afluente.setting.TopicNames;
import io.afluente.setting.UserException;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.DeadOffsets;
import io.afluente.stream.learn.LogReplay;
import io.afluente.stream.learn.PictureGoneException;
import io.afluente.stream.record.LogEntryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns a version once more from the log, and says whether the same comes out. */
@Command(
        name = "rebuild",
        description = {
            "Learn a version once more from the log of labelled images, and compare.",
            "A plain loop over the log, without Kafka Streams; give the settings that the version"
                    + " was learned under.",
            "A version that was learned by rules of another program is checked as far as it can be"
                    + " without computing it: exit code 4."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  afluente models rebuild 000047 --verify",
            "  afluente models rebuild 000047 --from-beginning --verify"
        })
final class ModelsRebuild implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions cluster;
    @Mixin private VersionName name;
    @Mixin private SettingOptions options;

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "Begin with this ancestor. Default: the parent")
    private Optional<String> from;

    @Option(names = "--from-beginning", description = "Begin with the first version of the line.")
    private boolean fromBeginning;

    @Option(names = "--verify", description = "End with exit code 2 if anything else comes out.")
    private boolean verify;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write what comes out to a file.")
    private Optional<Path> output;

    @Mixin private ResultFormat format;

    @Override
    public Integer call() throws IOException {
        if (fromBeginning && from.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "Give either --from or --from-beginning");
        }
        Settings settings = options.settings();
        Versions versions = Versions.of(cluster, settings);
        Manifest wanted = versions.manifest(name.in(versions));
        if (OtherRules.made(wanted)) {
            return notComputable(new OtherRules(wanted, versions));
        }
        Checkpoint start = new Ancestors(versions).start(wanted, from, fromBeginning);
        if (OtherRules.made(wanted, Ancestors.learnedUpTo(start))) {
            return notComputable(new OtherRules(wanted, versions));
        }
        RoleSettings roles = Roles.of(settings, cluster.client(), TopicNames.read(settings));
        PublishedLine line = PublishedLine.between(start, wanted, versions);
        Stream.concat(line.runtimes(), Stream.of(wanted.lineage().runtime()))
                .distinct()
                .forEach(runtime -> warnOfAnotherRuntime(runtime, roles.network()));
        Optional<Checkpoint> rebuilt =
                rebuild(roles, versions, wanted, start, line)
                        .map(made -> asPublished(made, wanted.lineage()));
        if (output.isPresent() && rebuilt.isPresent()) {
            Files.write(output.get(), rebuilt.get().file());
        }
        report(new Rebuilt(wanted, start, rebuilt, line.forgotten()));
        return ExitCode.OK;
    }

    private int notComputable(OtherRules rules) {
        rules.check();
        format.print(rules.json(), out -> out.println(rules.words()));
        return ExitCode.NOT_COMPUTABLE;
    }

    private Optional<Checkpoint> rebuild(
            RoleSettings roles,
            Versions versions,
            Manifest wanted,
            Checkpoint start,
            PublishedLine line) {
        Lineage lineage = wanted.lineage();
        Provenance provenance =
                new Provenance(
                        lineage.topic(), lineage.partition(), lineage.code(), lineage.runtime());
        long begin = Ancestors.learnedUpTo(start);
        long next = lineage.nextOffset();
        BackbonesOnTopic backbones = new BackbonesOnTopic(versions.topic(), roles.backbones());
        try (PictureInputs inputs = PictureInputs.of(roles.network(), backbones::file);
                LogReplay replay = replay(lineage, roles.labeledImages(inputs));
                CommandProgress progress = CommandProgress.of("rebuild", "records", next - begin);
                Learner learner = new Learner(start, roles.learn(), provenance)) {
            requireSameSettings(learner, wanted);
            replay.gone(begin, next)
                    .ifPresent(
                            gone -> {
                                throw new UserException(
                                        "version %s can't be rebuilt from %s: %s are gone"
                                                .formatted(
                                                        wanted.version(), start.version(), gone));
                            });
            return replay.rebuild(learner, line, begin, next, at -> progress.at(at - begin));
        } catch (PictureGoneException e) {
            throw new UserException(
                    "version %s can't be rebuilt from %s: %s"
                            .formatted(wanted.version(), start.version(), e.getMessage()),
                    e);
        }
    }

    private LogReplay replay(Lineage lineage, LogEntryReader reader) {
        TopicPartition log = new TopicPartition(lineage.topic(), lineage.partition());
        AtomicInteger steps = new AtomicInteger();
        return new LogReplay(
                cluster.client(),
                log,
                // no transaction runs out here: there is patience for each picture anew
                reader.patient(steps::incrementAndGet),
                new DeadOffsets(
                        cluster.client(), cluster.topics().deadLettersOf(log.topic()), log));
    }

    /** Where the same was learned, it gets the words in which that was published. */
    private static Checkpoint asPublished(Checkpoint made, Lineage then) {
        return made.lineage().learned().equals(then.learned())
                ? Checkpoint.seal(
                        made.version().sequence(), made.network(), then, made.learnerState())
                : made;
    }

    private static void requireSameSettings(Learner learner, Manifest wanted) {
        String then = wanted.lineage().settingsHash();
        if (!learner.covers(then)) {
            throw new UserException(
                    "version %s was learned under settings %s, those given are %s; give its --batch-size, --checkpoint-every, --seed and so on"
                            .formatted(wanted.version(), then, learner.settingsHash()));
        }
    }

    private void warnOfAnotherRuntime(String then, NetworkSpec network) {
        String here = PictureInputs.runtime(network).toString();
        if (!here.equals(then)) {
            spec.commandLine()
                    .getErr()
                    .printf("learned by %s%nrebuilt by %s: the bits may differ%n", then, here);
        }
    }

    private void report(Rebuilt rebuilt) {
        format.print(rebuilt.json(), out -> out.println(rebuilt.line()));
        if (verify && !rebuilt.agrees()) {
            throw new UserException(
                    "version "
                            + rebuilt.wanted().version()
                            + " is not what the log gives under these settings");
        }
    }
}
