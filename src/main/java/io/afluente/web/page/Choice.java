package io.afluente.web.page;

import io.afluente.registry.Pointer;
import io.afluente.registry.Version;
import java.util.Optional;

/**
 * What somebody has chosen by hand, for the learning curve.
 *
 * @param kind such as promoted, unpinned
 * @param about the version that was chosen, if any
 */
record Choice(String kind, String about) {
    /** A version is pinned: one older than what served before means a step back. */
    static Choice pinned(Version version, Optional<Version> before) {
        boolean back = before.filter(old -> old.compareTo(version) > 0).isPresent();
        return new Choice(back ? "rolled-back" : "promoted", version.toString());
    }

    static Choice unpinned() {
        return new Choice("unpinned", "");
    }

    /** A version answers in the shadow from now on, or none does. */
    static Choice shadowed(Optional<Version> version) {
        return new Choice("shadow", version.map(Version::toString).orElse("ended"));
    }

    /** A version answers a share of the keys from now on, or none does. */
    static Choice challenged(Optional<Pointer> challenger) {
        String about =
                challenger
                        .map(to -> "%s, %s of the keys,".formatted(to.version(), percent(to)))
                        .orElse("ended");
        return new Choice("challenger", about);
    }

    private static String percent(Pointer to) {
        return "%.1f %%".formatted(100 * to.shareOrNone());
    }
}
