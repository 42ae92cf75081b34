package io.afluente.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The names that a server goes by. One that listens on the local machine alone answers to local
 * names alone, so that no other site's name, pointed here, makes a browser read it.
 */
public final class Hosts {
    private static final int MISDIRECTED = 421;

    private final boolean local;

    /**
     * @param host that the server listens on
     */
    Hosts(String host) {
        this.local = isLoopback(host);
    }

    void check(Context request) {
        if (local && !isAskedLocally(request)) {
            throw new HttpResponseException(
                    MISDIRECTED, "Host: this server answers to localhost only");
        }
    }

    /** Whether a request is addressed to a local name, as no other site's requests are. */
    public static boolean isAskedLocally(Context request) {
        return isLocal(nameIn(request.header("Host")));
    }

    private static boolean isLocal(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d+){3}");
    }

    private static String nameIn(String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
