package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.BadNetworkException;
import java.util.Map;
import java.util.Optional;

/**
 * Which version is meant: the value of a pointer on the topic of models. That there is none is a
 * value too, since it must reach a follower that was away when it was said, however long: a
 * tombstone would be gone by then. In 0.1.0 it was a tombstone, which is understood as well.
 *
 * @param version that it points to; null for none
 * @param share of the keys that a challenger answers, above 0 and up to 1; null for other pointers
 * @param decision who has it say so, when and why; null in 0.1.0, and where nobody has said
 * @param ed25519 signature of all this by {@link Signer}; null where nobody has signed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pointer(
        @JsonInclude(JsonInclude.Include.ALWAYS) String version,
        Double share,
        Decision decision,
        KeySignature ed25519) {
    private static final Pointer NONE = new Pointer(null, null, null, null);

    public Pointer {
        if (version != null) {
            Version.parse(version);
        }
        if (share != null && !(share > 0 && share <= 1)) {
            throw new BadNetworkException("share: above 0 and up to 1, not " + share);
        }
    }

    public Pointer(String version, Double share) {
        this(version, share, null, null);
    }

    public Pointer(String version) {
        this(version, null);
    }

    /** A pointer to no version. */
    public static Pointer none() {
        return NONE;
    }

    /** Whether it points to no version. */
    @JsonIgnore
    public boolean isNone() {
        return version == null;
    }

    /** The share, 0 where none is said. */
    public double shareOrNone() {
        return share == null ? 0 : share;
    }

    /** The same, with who has it say so. */
    public Pointer decided(Decision by) {
        return new Pointer(version, share, by, null);
    }

    Pointer signed(KeySignature by) {
        return new Pointer(version, share, decision, by);
    }

    public byte[] toJson() {
        return RegistryJson.write(this);
    }

    /**
     * What a pointer's value says: empty where it points to no version, or is not there.
     *
     * @param json null where it is not there
     */
    public static Optional<Pointer> read(byte[] json) {
        return json == null
                ? Optional.empty()
                : Optional.of(fromJson(json)).filter(pointer -> !pointer.isNone());
    }

    /** The whole of a pointer's value, which may point to no version. */
    public static Pointer fromJson(byte[] json) {
        Pointer pointer = RegistryJson.read(json, Pointer.class, "pointer");
        if (pointer.isNone() && !saysVersion(json)) {
            throw new BadNetworkException("pointer: version is missing");
        }
        return pointer;
    }

    /** The same; null where there is none, or none that can be read. */
    public static Pointer orNull(byte[] json) {
        try {
            return json == null ? null : fromJson(json);
        } catch (BadNetworkException e) {
            return null;
        }
    }

    private static boolean saysVersion(byte[] json) {
        return RegistryJson.read(json, Map.class, "pointer").containsKey("version");
    }
}
