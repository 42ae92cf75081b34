package io.afluente.cli;

import io.afluente.image.OneLine;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in a line what the machine lacks, whichever library stumbled over it. */
final class MachineTrouble {
    private static final int DEEPEST = 20;

    private MachineTrouble() {}

    /** The line; empty if the machine is not to blame. */
    static Optional<String> tell(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(DEEPEST)
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
