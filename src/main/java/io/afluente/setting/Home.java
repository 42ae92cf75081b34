package io.afluente.setting;

import java.nio.file.Path;

/** Where the program lives: what it brings along, such as {@code models/}, is beside it. */
public final class Home {
    private Home() {}

    /** The folder that the launcher names; the working folder where there is no launcher. */
    public static Path folder() {
        return Path.of(System.getProperty("afluente.home", "")).toAbsolutePath();
    }
}
