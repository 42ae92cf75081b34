package io.afluente.cli.option;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The account and the machine that a command runs on, as far as they can be told. */
final class LocalUser {
    private static final int MOST = 200;

    private LocalUser() {}

    /** Such as {@code ana@desk}. */
    static String name() {
        String name = System.getProperty("user.name", "?") + "@" + machine();
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.substring(0, Math.min(MOST, shown.length()));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }
}
