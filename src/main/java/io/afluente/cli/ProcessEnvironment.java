package io.afluente.cli;

import java.util.Arrays;
import java.util.Optional;

/** What a process must be given before any command can do its work. */
final class ProcessEnvironment {
    /** A classifier of a small network starts in 64 MB, and nothing does in much less. */
    private static final long MIN_HEAP = 48L << 20;

    /** What Java makes of bytes that are no characters in the locale's encoding. */
    private static final String UNREADABLE = "\ufffd";

    private ProcessEnvironment() {}

    /** Why no command can run here; empty if all is well. */
    static Optional<String> unfit(String... args) {
        return unfit(Runtime.getRuntime().maxMemory(), args);
    }

    static Optional<String> unfit(long heap, String... args) {
        if (heap < MIN_HEAP) {
            return Optional.of(
                    "a heap of %d MB is too small; give it 256 or more: AFLUENTE_JAVA_OPTS=-Xmx256m"
                            .formatted(heap >> 20));
        }
        return Arrays.stream(args)
                .filter(arg -> arg.contains(UNREADABLE))
                .findFirst()
                .map(arg -> "\"" + arg + "\" can't be read in this locale; set LC_ALL=C.UTF-8");
    }
}
