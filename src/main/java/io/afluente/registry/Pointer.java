package io.afluente.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.model.BadNetwork;

/**
 * Which version is meant: the value of a pointer on the topic of models.
 *
 * @param version that it points to
 * @param share of the keys that a challenger answers, above 0 and up to 1; null for other pointers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pointer(String version, Double share) {
    public Pointer {
        Version.parse(version);
        if (share != null && !(share > 0 && share <= 1)) {
            throw new BadNetwork("share: above 0 and up to 1, not " + share);
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
        return Json.write(this);
    }

    public static Pointer fromJson(byte[] json) {
        return Json.read(json, Pointer.class, "pointer");
    }
}
