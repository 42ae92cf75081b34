package io.afluente.cli;

import io.afluente.image.BadImage;
import io.afluente.model.BadNetwork;
import io.afluente.stream.CannotLearnOn;
import io.afluente.stream.StreamsFailed;
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
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return complain(command, LineMistake.tell(e) + suggestion(e) + " \"" + help + "\"");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Optional<String> mistake = mistake(e, command).or(() -> MachineTrouble.tell(e));
        if (mistake.isPresent()) {
            return complain(command, mistake.get());
        }
        e.printStackTrace(command.getErr());
        print(command, "a fault of its own, shown above: " + e);
        return ExitCode.OUR_FAULT;
    }

    private static Optional<String> mistake(Exception e, CommandLine command) {
        if (e instanceof UserError
                || e instanceof BadImage
                || e instanceof BadNetwork
                || e instanceof CannotLearnOn) {
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
        if (e instanceof StreamsFailed && isCallers(e.getCause())) {
            return Optional.of(e.getCause().getMessage());
        }
        if (e instanceof StreamsFailed failed && isRefusal(e.getCause())) {
            return KafkaTrouble.tell(
                            (KafkaException) e.getCause(), ClusterOptions.addressOf(command))
                    .map(told -> told + ": " + failed.doing());
        }
        if (e instanceof KafkaException kafkas) {
            return KafkaTrouble.tell(kafkas, ClusterOptions.addressOf(command));
        }
        return Optional.empty();
    }

    private static boolean isCallers(Throwable cause) {
        return cause instanceof CannotLearnOn || cause instanceof UserError;
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
