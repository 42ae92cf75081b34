package io.afluente.cli;

import io.afluente.cli.error.ExitCode;
import io.afluente.cli.error.KafkaErrorText;
import io.afluente.cli.error.MachineErrorText;
import io.afluente.cli.error.UsageErrorText;
import io.afluente.cli.option.ClusterOptions;
import io.afluente.image.BadImageException;
import io.afluente.model.BadNetworkException;
import io.afluente.setting.UserException;
import io.afluente.stream.runtime.CannotLearnOnException;
import io.afluente.stream.runtime.StreamsFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells every failure in one style, {@code afluente: what was wrong, where, what to do}, and gives
 * it its exit code. Only a fault of our own shows where in the code it happened.
 */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return complain(command, UsageErrorText.tell(e) + suggestion(e) + " \"" + help + "\"");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Optional<String> mistake = mistake(e, command).or(() -> MachineErrorText.tell(e));
        if (mistake.isPresent()) {
            return complain(command, mistake.get());
        }
        e.printStackTrace(command.getErr());
        print(command, "a fault of its own, shown above: " + e);
        return ExitCode.OUR_FAULT;
    }

    private static Optional<String> mistake(Exception e, CommandLine command) {
        if (e instanceof UserException
                || e instanceof BadImageException
                || e instanceof BadNetworkException
                || e instanceof CannotLearnOnException) {
            return Optional.of(e.getMessage());
        }
        if (e instanceof FileSystemException ofFile) {
            return Optional.of(tell(ofFile));
        }
        if (e instanceof UncheckedIOException && e.getCause() instanceof FileSystemException file) {
            return Optional.of(tell(file));
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            return Optional.of(e.getMessage());
        }
        if (e instanceof StreamsFailedException && isCallers(e.getCause())) {
            return Optional.of(e.getCause().getMessage());
        }
        if (e instanceof StreamsFailedException failed && isRefusal(e.getCause())) {
            return KafkaErrorText.tell(
                            (KafkaException) e.getCause(), ClusterOptions.addressOf(command))
                    .map(told -> told + ": " + failed.doing());
        }
        if (e instanceof KafkaException kafkas) {
            return KafkaErrorText.tell(kafkas, ClusterOptions.addressOf(command));
        }
        return Optional.empty();
    }

    private static boolean isCallers(Throwable cause) {
        return cause instanceof CannotLearnOnException || cause instanceof UserException;
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof AuthorizationException || cause instanceof AuthenticationException;
    }

    // Their message is often the path alone.
    private static String tell(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return e.getFile() + ": there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return e.getFile() + ": permission denied";
        }
        return e.getFile()
                + ": "
                + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
    }

    private static int complain(CommandLine command, String message) {
        print(command, message);
        return ExitCode.CALLERS_MISTAKE;
    }

    private static void print(CommandLine command, String message) {
        var colours = command.getColorScheme();
        command.getErr().println(colours.errorText("afluente: ") + message);
    }

    private static String suggestion(ParameterException e) {
        List<String> near =
                e instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        return near.isEmpty() ? "; see" : "; did you mean " + String.join(" or ", near) + "? See";
    }
}
