package io.afluente.cli;

/** Whether somebody is looking. */
final class Terminal {
    private Terminal() {}

    /** Whether input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on the launcher asks for the old answer
    static boolean isOne() {
        return System.console() != null;
    }
}
