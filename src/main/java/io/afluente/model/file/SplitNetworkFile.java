package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network file in two, each a zip of its own: what serves, which is a network file too, and what
 * only a learner needs. Put together they are one file again, and the same two come out of it.
 *
 * @param serving what serves
 * @param learner what only a learner needs; empty where there is nothing of the kind
 */
public record SplitNetworkFile(byte[] serving, byte[] learner) {
    /** Where a learner needs nothing else. */
    public static final byte[] NOTHING = {};

    /** What only a learner needs, from the updater's state and further extras of the file. */
    public static byte[] learnerOf(float[] updaterState, Map<String, byte[]> extras) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        if (updaterState.length > 0) {
            entries.put(NetworkFile.UPDATER_STATE, NdArrayFormat.write(updaterState));
        }
        extras.forEach((name, content) -> entries.put(NetworkFile.EXTRA + name, content));
        return zip(entries);
    }

    /**
     * Takes a file apart.
     *
     * @throws BadNetworkException if it is no zip of a network
     */
    public static SplitNetworkFile of(byte[] file) {
        Map<String, byte[]> serving = new LinkedHashMap<>();
        Map<String, byte[]> learner = new LinkedHashMap<>();
        NetworkFile.entries(file)
                .forEach(
                        (name, content) ->
                                (isForLearners(name) ? learner : serving).put(name, content));
        return new SplitNetworkFile(zip(serving), zip(learner));
    }

    /** Both in one file. */
    public byte[] whole() {
        if (learner.length == 0) {
            return serving;
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.putAll(ZipContents.read(serving, NetworkFile::isKnown));
        entries.putAll(ZipContents.read(learner, SplitNetworkFile::isForLearners));
        return ZipContents.write(entries);
    }

    private static boolean isForLearners(String name) {
        return name.equals(NetworkFile.UPDATER_STATE)
                || name.startsWith(NetworkFile.EXTRA + "learner.");
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        return entries.isEmpty() ? NOTHING : ZipContents.write(entries);
    }
}
