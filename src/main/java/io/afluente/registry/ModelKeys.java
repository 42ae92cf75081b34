package io.afluente.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one network on the topic of models: {@code name/version} for a manifest, {@code
 * name/version/i} for a chunk, {@code name/backbone/sha256} and {@code name/backbone/sha256/i} for
 * those of a backbone, and the pointers {@code name/candidate}, {@code name/pin}, {@code
 * name/shadow} and {@code name/challenger}.
 */
public record ModelKeys(String model) {
    private static final String CANDIDATE = "candidate";
    private static final String PIN = "pin";
    private static final String SHADOW = "shadow";
    private static final String CHALLENGER = "challenger";
    private static final Pattern BACKBONE =
            Pattern.compile("([^/]+)/backbone/([0-9a-f]{64})(?:/(\\d{1,6}))?");

    /** The version that the learner puts forward. */
    public String candidate() {
        return model + "/" + CANDIDATE;
    }

    /** The version that an operator insists on; outranks the candidate. */
    public String pin() {
        return model + "/" + PIN;
    }

    /** The version that an operator wants to see beside the one that serves. */
    public String shadow() {
        return model + "/" + SHADOW;
    }

    /** The version that answers a share of the images in place of the one that serves. */
    public String challenger() {
        return model + "/" + CHALLENGER;
    }

    /** Whether a key is that of one of this network's pointers. */
    public boolean isPointer(String key) {
        return pointers().contains(key);
    }

    /** The keys of all pointers. */
    public List<String> pointers() {
        return List.of(pin(), candidate(), shadow(), challenger());
    }

    /** The network whose candidate a key points to; empty for any other key. */
    public static Optional<String> ofCandidate(String key) {
        String end = "/" + CANDIDATE;
        return key.endsWith(end)
                ? Optional.of(key.substring(0, key.length() - end.length()))
                : Optional.empty();
    }

    public String manifest(String version) {
        return model + "/" + version;
    }

    public String chunk(String version, int index) {
        return model + "/" + version + "/" + index;
    }

    /** What the key of a chunk says. */
    public record Chunk(String version, int index) {}

    /** What a chunk's key says; empty for any other key. */
    public Optional<Chunk> chunkOf(String key) {
        int slash = key.lastIndexOf('/');
        String index = key.substring(slash + 1);
        return slash < 0 || !index.matches("\\d{1,6}")
                ? Optional.empty()
                : versionOfManifest(key.substring(0, slash))
                        .map(version -> new Chunk(version, Integer.parseInt(index)));
    }

    /** The key of what is known of a backbone. */
    public String backbone(String sha256) {
        return model + "/backbone/" + sha256;
    }

    public String backboneChunk(String sha256, int index) {
        return backbone(sha256) + "/" + index;
    }

    /**
     * What the key of a backbone's record says.
     *
     * @param chunk which piece it is; empty for what is known of the whole
     */
    public record Backbone(String sha256, OptionalInt chunk) {}

    /** What a key says of a backbone of this network; empty for any other key. */
    public Optional<Backbone> backboneOf(String key) {
        Matcher matcher = BACKBONE.matcher(key);
        if (!matcher.matches() || !matcher.group(1).equals(model)) {
            return Optional.empty();
        }
        String index = matcher.group(3);
        return Optional.of(
                new Backbone(
                        matcher.group(2),
                        index == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(index))));
    }

    /** Whether a key is of a backbone's record, of whichever network: too large for any heap. */
    public static boolean isOfBackbone(String key) {
        return BACKBONE.matcher(key).matches();
    }

    /** Whether a key belongs to this network. */
    public boolean owns(String key) {
        return key.startsWith(model + "/");
    }

    /** The version of a manifest's key; empty for any other key. */
    public Optional<String> versionOfManifest(String key) {
        String[] parts = key.split("/", -1);
        boolean manifest = parts.length == 2 && parts[0].equals(model) && Version.isOne(parts[1]);
        return manifest ? Optional.of(parts[1]) : Optional.empty();
    }
}
