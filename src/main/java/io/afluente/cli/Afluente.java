package io.afluente.cli;

import io.afluente.cli.models.ModelsCommand;
import io.afluente.web.BuildInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole: what {@code afluente --help} lists. */
@Command(
        name = "afluente",
        description =
                "Classifies images on Kafka streams, and goes on learning from labelled ones.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Afluente.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            BenchCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            ProduceCommand.class,
            ConsumeCommand.class,
            LabelCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DlqCommand.class,
            ModelsCommand.class,
            CompletionCommand.class,
            ManCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A fault of Afluente's own, told above it.",
            "2:A mistake of the caller's, or something that the machine lacks; one line says which.",
            "3:The heap is full.",
            "4:models rebuild alone: checked, but not computed, since the rules have changed."
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  afluente demo", "  afluente COMMAND --help"},
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n")
final class Afluente implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 99,
            description = "Write without colours. The variable NO_COLOR does the same.")
    void noColours(boolean wanted) {
        if (wanted) {
            spec.commandLine().setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 97,
            description = "Show this help.")
    void help(boolean wanted) {}

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 98,
            description = "Show which build this is.")
    void version(boolean wanted) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            BuildInfo build = BuildInfo.current();
            return new String[] {
                "afluente %s (revision %s)".formatted(build.version(), build.revision())
            };
        }
    }
}
