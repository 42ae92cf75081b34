package io.afluente.registry;

import io.afluente.model.BadNetwork;
import io.afluente.model.NetworkFile;
import io.afluente.model.SavedNetwork;
import java.util.Map;

/**
 * A network as it was at one instant of its learning, with where it comes from and what its learner
 * needs to go on. Its bytes are a DL4J zip that stock DL4J opens.
 *
 * @param version its name, which its bytes confirm
 * @param lineage where it comes from
 * @param network what serves, and the learner's state among its extras
 * @param bytes of the file
 */
public record Checkpoint(Version version, Lineage lineage, SavedNetwork network, byte[] bytes) {
    private static final String LINEAGE = "lineage.json";
    private static final String LEARNER = "learner.bin";

    /** Makes a checkpoint; the same arguments always give the same bytes and version. */
    public static Checkpoint seal(
            long sequence, SavedNetwork network, Lineage lineage, byte[] learnerState) {
        SavedNetwork complete =
                new SavedNetwork(
                        network.spec(),
                        network.parameters(),
                        network.updaterState(),
                        network.steps(),
                        Map.of(LINEAGE, lineage.toJson(), LEARNER, learnerState));
        byte[] bytes = NetworkFile.write(complete);
        return new Checkpoint(Version.of(sequence, Sha256.of(bytes)), lineage, complete, bytes);
    }

    /**
     * Opens a file that must be the given version: its hash is checked before anything is parsed.
     */
    public static Checkpoint open(Version version, byte[] bytes) {
        return open(version, bytes, Sha256.of(bytes));
    }

    /** The same of bytes whose hash is known. */
    static Checkpoint open(Version version, byte[] bytes, String sha256) {
        if (!Version.of(version.sequence(), sha256).equals(version)) {
            throw new BadNetwork("checkpoint " + version + ": its bytes are not those of its name");
        }
        SavedNetwork network = NetworkFile.read(bytes);
        byte[] lineage = network.extras().get(LINEAGE);
        if (lineage == null) {
            throw new BadNetwork("checkpoint " + version + ": has no " + LINEAGE);
        }
        return new Checkpoint(version, Lineage.fromJson(lineage), network, bytes);
    }

    /** Whether a network was read from a checkpoint, and not from a file of DL4J's own. */
    public static boolean isSealed(SavedNetwork network) {
        return network.extras().containsKey(LINEAGE);
    }

    /**
     * What the learner needs beside the network to go on; empty for a network that is new to it.
     */
    public byte[] learnerState() {
        return network.extras().getOrDefault(LEARNER, new byte[0]);
    }
}
