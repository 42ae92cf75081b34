package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.BadNetworkException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Which version is meant: the value of a pointer on the topic of models. That there is none is a
 * value too, since it must reach a follower that was away when it was said, however long: a
 * tombstone would be gone by then. In 0.1.0 it was a tombstone, which is understood as well.
 *
 * @param version that it points to
 * @param share of the keys that a challenger answers, above 0 and up to 1; null for other pointers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pointer(String version, Double share) {
    private static final String NONE = "{\"version\":null}";

    public Pointer {
        Version.parse(version);
        if (share != null && !(share > 0 && share <= 1)) {
            throw new BadNetworkException("share: above 0 and up to 1, not " + share);
        }
    }

    public Pointer(String version) {
        this(version, null);
    }

    /** The share, 0 where none is said. */
    public double shareOrNone() {
        return share == null ? 0 : share;
    }

    public byte[] toJson() {
        return RegistryJson.write(this);
    }

    /** The value of a pointer to no version. */
    public static byte[] none() {
        return NONE.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a pointer's value says: empty where it points to no version, or is not there.
     *
     * @param json null where it is not there
     */
    public static Optional<Pointer> read(byte[] json) {
        return json == null || isNone(json) ? Optional.empty() : Optional.of(fromJson(json));
    }

    private static boolean isNone(byte[] json) {
        Map<?, ?> fields = RegistryJson.read(json, Map.class, "pointer");
        return fields.containsKey("version") && fields.get("version") == null;
    }

    public static Pointer fromJson(byte[] json) {
        return RegistryJson.read(json, Pointer.class, "pointer");
    }
}
