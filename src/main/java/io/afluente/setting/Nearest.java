package io.afluente.setting;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant to type. */
final class Nearest {
    private Nearest() {}

    /** The name with the fewest letters to change; of equal ones the first of the alphabet. */
    static String to(String typed, Collection<String> names) {
        return names.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .orElseThrow();
    }

    /** Levenshtein's distance: letters to insert, delete or replace. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
