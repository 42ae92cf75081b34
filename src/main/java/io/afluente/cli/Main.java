package io.afluente.cli;

/** The front door of the jar. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
