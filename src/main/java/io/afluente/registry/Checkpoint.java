package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.SplitNetworkFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network as it was at one instant of its learning, with where it comes from and what its learner
 * needs to go on.
 *
 * <p>It is two zips that travel apart: one with what serves, which stock DL4J opens and whose hash
 * names the version, and one with what only a learner needs, which the lineage knows by its hash.
 * As a file it is both in one. A version of 0.1.0 has all in the first.
 *
 * @param version its name, which its bytes confirm
 * @param lineage where it comes from
 * @param network what serves; with the updater's state, and the learner's among its extras, if this
 *     is whole
 * @param bytes of what serves
 * @param learner what only a learner needs, as a zip; empty where there is nothing of the kind, and
 *     while this is not whole
 */
public record Checkpoint(
        Version version, Lineage lineage, SavedNetwork network, byte[] bytes, byte[] learner) {
    private static final String LINEAGE = "lineage.json";
    private static final String LEARNER = "learner.bin";

    /** Makes a checkpoint; the same arguments always give the same bytes and version. */
    public static Checkpoint seal(
            long sequence, SavedNetwork network, Lineage lineage, byte[] learnerState) {
        Map<String, byte[]> state =
                learnerState.length == 0 ? Map.of() : Map.of(LEARNER, learnerState);
        byte[] learner = SplitNetworkFile.learnerOf(network.updaterState(), state);
        Lineage complete = lineage.with(Digest.ofAny(learner));
        Map<String, byte[]> extras = new TreeMap<>(Map.of(LINEAGE, complete.toJson()));
        byte[] bytes = NetworkFile.write(like(network, new float[0], extras));
        extras.putAll(state);
        return new Checkpoint(
                Version.of(sequence, Sha256.of(bytes)),
                complete,
                like(network, network.updaterState(), extras),
                bytes,
                learner);
    }

    private static SavedNetwork like(
            SavedNetwork network, float[] updaterState, Map<String, byte[]> extras) {
        return new SavedNetwork(
                network.spec(), network.parameters(), updaterState, network.steps(), extras);
    }

    /**
     * Opens a file that must be the given version, whole or what serves of it: its hash is checked
     * before anything in it is parsed.
     */
    public static Checkpoint open(Version version, byte[] file) {
        if (isNamed(version, Sha256.of(file))) {
            return read(version, file);
        }
        SplitNetworkFile split = split(version, file);
        return open(version, split.serving(), Sha256.of(split.serving())).with(split.learner());
    }

    private static SplitNetworkFile split(Version version, byte[] file) {
        try {
            return SplitNetworkFile.of(file);
        } catch (BadNetworkException e) {
            throw unlikeName(version, e);
        }
    }

    private static BadNetworkException unlikeName(Version version, BadNetworkException cause) {
        return new BadNetworkException(
                "checkpoint " + version + ": its bytes are not those of its name", cause);
    }

    /** The same of the bytes that serve, whose hash is known. */
    static Checkpoint open(Version version, byte[] bytes, String sha256) {
        if (!isNamed(version, sha256)) {
            throw unlikeName(version, null);
        }
        return read(version, bytes);
    }

    /** The version that a checkpoint's file is, under this number. */
    public static Version versionOf(long sequence, byte[] file) {
        SplitNetworkFile split = SplitNetworkFile.of(file);
        byte[] lineage = NetworkFile.read(split.serving()).extras().get(LINEAGE);
        boolean apart = lineage != null && Lineage.fromJson(lineage).learnerState() != null;
        return Version.of(sequence, Sha256.of(apart ? split.serving() : file));
    }

    private static boolean isNamed(Version version, String sha256) {
        return Version.of(version.sequence(), sha256).equals(version);
    }

    private static Checkpoint read(Version version, byte[] bytes) {
        SavedNetwork network = NetworkFile.read(bytes);
        byte[] lineage = network.extras().get(LINEAGE);
        if (lineage == null) {
            throw new BadNetworkException("checkpoint " + version + ": has no " + LINEAGE);
        }
        Lineage known = Lineage.fromJson(lineage);
        return new Checkpoint(
                version, known, counted(network, known), bytes, SplitNetworkFile.NOTHING);
    }

    /** The lineage counts steps beyond what DL4J's part of the file can say. */
    private static SavedNetwork counted(SavedNetwork network, Lineage lineage) {
        return lineage.steps() > network.steps() ? network.after(lineage.steps()) : network;
    }

    /** Whether a network was read from a checkpoint, and not from a file of DL4J's own. */
    public static boolean isSealed(SavedNetwork network) {
        return network.extras().containsKey(LINEAGE);
    }

    /** Whether all that its learner needs to go on is here. */
    public boolean isWhole() {
        return lineage.learnerState() == null || learner.length > 0;
    }

    /**
     * The same with what only a learner needs.
     *
     * @throws BadNetworkException if that belongs to another version
     */
    public Checkpoint with(byte[] learner) {
        if (!Optional.ofNullable(lineage.learnerState()).equals(Digest.ofAny(learner))) {
            throw new BadNetworkException(
                    "checkpoint " + version + ": its learner's state is not that of its lineage");
        }
        if (learner.length == 0) {
            return this;
        }
        SavedNetwork complete = NetworkFile.read(new SplitNetworkFile(bytes, learner).whole());
        return new Checkpoint(version, lineage, counted(complete, lineage), bytes, learner);
    }

    /** How large {@link #file} is, at most. */
    public long fileBytes() {
        Digest apart = lineage.learnerState();
        return bytes.length + (apart == null ? 0 : apart.bytes());
    }

    /** All of it as one file, which stock DL4J opens. */
    public byte[] file() {
        requireWhole();
        return new SplitNetworkFile(bytes, learner).whole();
    }

    /**
     * What the learner needs beside the network to go on; empty for a network that is new to it.
     */
    public byte[] learnerState() {
        requireWhole();
        return network.extras().getOrDefault(LEARNER, new byte[0]);
    }

    private void requireWhole() {
        if (!isWhole()) {
            throw new IllegalStateException(
                    "checkpoint " + version + ": its learner's state was not brought");
        }
    }
}
