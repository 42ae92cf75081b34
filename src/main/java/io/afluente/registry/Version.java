package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a checkpoint: its place in the learner's line and the first 12 hexadecimal digits of
 * the SHA-256 of its bytes, such as {@code 000042-1f0c9a7b33e2}. Sorts by age, also as text.
 */
public record Version(long sequence, String hash) implements Comparable<Version> {
    private static final int HASH_DIGITS = 12;
    private static final Pattern TEXT =
            Pattern.compile("(\\d{6,18})-([0-9a-f]{" + HASH_DIGITS + "})");
    private static final Comparator<Version> BY_AGE =
            Comparator.comparingLong(Version::sequence).thenComparing(Version::hash);

    /** The version of a checkpoint with these bytes. */
    public static Version of(long sequence, String sha256) {
        return new Version(sequence, sha256.substring(0, HASH_DIGITS));
    }

    static boolean isOne(String text) {
        return ifOne(text).isPresent();
    }

    public static Version parse(String text) {
        return ifOne(text)
                .orElseThrow(
                        () ->
                                new BadNetworkException(
                                        "version: looks like 000042-1f0c9a7b33e2, not \""
                                                + text
                                                + "\""));
    }

    /** The version of this name; empty where the text is not one. */
    static Optional<Version> ifOne(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Version(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return BY_AGE.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%06d-%s", sequence, hash);
    }
}
