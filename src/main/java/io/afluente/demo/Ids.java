package io.afluente.demo;

import java.util.Locale;

/** Names images by their split and place, the same in every run. */
final class Ids {
    private Ids() {}

    static String of(String split, int index) {
        return String.format(Locale.ROOT, "%s-%06d", split, index);
    }

    /** Whether {@link #of} made an id for this split; pictures of other people flow, too. */
    static boolean isOf(String split, String id) {
        return id.matches(split + "-\\d{6,9}");
    }

    static int indexOf(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }
}
