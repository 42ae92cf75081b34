package io.afluente.registry;

/** Which version is meant: the value of a pointer on the topic of models. */
public record Pointer(String version) {
    public Pointer {
        Version.parse(version);
    }

    public byte[] toJson() {
        return Json.write(this);
    }

    public static Pointer fromJson(byte[] json) {
        return Json.read(json, Pointer.class, "pointer");
    }
}
