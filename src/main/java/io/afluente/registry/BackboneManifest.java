package io.afluente.registry;

import io.afluente.model.BadNetworkException;

/**
 * What is known of a backbone on the topic of models without its bytes.
 *
 * @param bytes of its file
 * @param chunks how many pieces they travel in
 * @param sha256 of them
 */
public record BackboneManifest(long bytes, int chunks, String sha256) {
    private static final long MAX_BYTES = 2_000_000_000L;

    /** As many pieces as the largest file has. */
    static final int MAX_CHUNKS = Manifest.chunksFor(MAX_BYTES);

    public BackboneManifest {
        if (bytes < 1 || bytes > MAX_BYTES || chunks != Manifest.chunksFor(bytes)) {
            throw new BadNetworkException(
                    "manifest of a backbone: %,d chunks can't hold %,d bytes, of 1 to %,d"
                            .formatted(chunks, bytes, MAX_BYTES));
        }
        if (sha256 == null) {
            throw new BadNetworkException("manifest of a backbone: sha256 is missing");
        }
    }

    /** Of a file of so many bytes. */
    public static BackboneManifest of(long bytes, String sha256) {
        return new BackboneManifest(bytes, Manifest.chunksFor(bytes), sha256);
    }

    public byte[] toJson() {
        return RegistryJson.write(this);
    }

    public static BackboneManifest fromJson(byte[] json) {
        return RegistryJson.read(json, BackboneManifest.class, "manifest of a backbone");
    }
}
