package io.afluente.cli.error;

import io.afluente.image.OneLine;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in a line what the machine lacks, whichever library stumbled over it. */
public final class MachineErrorText {
    private static final int MAX_DEPTH = 20;

    private MachineErrorText() {}

    /** The line; empty if the machine is not to blame. */
    public static Optional<String> tell(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(MAX_DEPTH)
                .flatMap(e -> tellOne(e).stream())
                .findFirst();
    }

    private static Optional<String> tellOne(Throwable e) {
        String message = String.valueOf(e.getMessage());
        String line = OneLine.first(message, "");
        if (message.contains("No space left on device")) {
            return Optional.of("the disk is full: " + line);
        }
        if (message.contains("failed to map segment from shared object")) {
            return Optional.of(
                    "native code can't be loaded from where it is unpacked; is that mounted noexec?"
                            + " AFLUENTE_DATA_DIR names another folder ("
                            + line
                            + ")");
        }
        return e instanceof OutOfMemoryError
                ? Optional.of("memory is too small (" + line + ")")
                : Optional.empty();
    }
}
