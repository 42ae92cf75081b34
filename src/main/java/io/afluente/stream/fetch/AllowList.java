package io.afluente.stream.fetch;

import java.util.List;

/** What may be fetched; nothing that is not on it. */
public final class AllowList {
    private final List<AllowedPrefix> allowed;

    private AllowList(List<AllowedPrefix> allowed) {
        this.allowed = allowed;
    }

    /** Of prefixes that {@link #isPrefix} takes; none of them allows nothing. */
    public static AllowList of(List<String> prefixes) {
        return new AllowList(
                prefixes.stream().map(text -> AllowedPrefix.of(text).orElseThrow()).toList());
    }

    /** Whether a text can be on such a list, as {@link #WORDS} say. */
    public static boolean isPrefix(String text) {
        return AllowedPrefix.of(text).isPresent();
    }

    /** What a prefix must be. */
    public static final String WORDS = AllowedPrefix.WORDS;

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    /** Whether anything of a scheme may be fetched. */
    public boolean has(String scheme) {
        return allowed.stream().anyMatch(prefix -> prefix.scheme().equals(scheme));
    }

    /**
     * Whether the host of an address is named, so that it may be one of our own network.
     *
     * @throws FetchException if the address may not be fetched
     */
    boolean requireNamed(FetchUrl url) {
        if (allowed.isEmpty()) {
            throw FetchException.lasting(
                    "pictures by reference are refused here; --fetch-allow names the addresses"
                            + " that may be fetched");
        }
        List<AllowedPrefix> covering =
                allowed.stream().filter(prefix -> prefix.covers(url)).toList();
        if (covering.isEmpty()) {
            throw FetchException.lasting("not among the addresses that --fetch-allow names");
        }
        return covering.stream().anyMatch(AllowedPrefix::namesHost);
    }
}
