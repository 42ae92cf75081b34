package io.afluente.registry;

import io.afluente.model.BadNetworkException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one network as they stand on the topic of models, and which of them is meant to
 * serve.
 *
 * @param keys of the network
 * @param records the latest value by key; those of other networks may be among them
 * @param signer says who may bring versions
 */
public record Catalog(ModelKeys keys, Map<String, byte[]> records, Signer signer) {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    /** Versions of whatever origin. */
    public Catalog(ModelKeys keys, Map<String, byte[]> records) {
        this(keys, records, Signer.none());
    }

    /** What is known of each version, the newest first; a manifest that is none is passed over. */
    public List<Manifest> manifests() {
        return records.keySet().stream()
                .flatMap(key -> keys.versionOfManifest(key).stream())
                .flatMap(version -> readable(version).stream())
                .sorted(Comparator.comparing(Catalog::versionOf).reversed())
                .toList();
    }

    /** The labels that were added to the line of versions: those of the version that has most. */
    public List<String> addedLabels() {
        return manifests().stream()
                .map(manifest -> manifest.lineage().labelsAdded())
                .reduce(List.of(), (most, some) -> some.size() > most.size() ? some : most);
    }

    /** What is known of a version; empty where it is not on the topic. */
    public Optional<Manifest> manifest(Version version) {
        return Optional.ofNullable(records.get(keys.manifest(version.toString())))
                .map(json -> Manifest.fromJson(json).of(version.toString()));
    }

    private Optional<Manifest> readable(String version) {
        try {
            return manifest(Version.parse(version));
        } catch (BadNetworkException e) {
            LOG.warn("Passed over version {} of {}: {}", version, keys.model(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * A version as a whole; empty while its manifest or one of its chunks is not on the topic.
     *
     * @throws io.afluente.model.BadNetworkException if what is there is not what its name says
     */
    public Optional<Checkpoint> checkpoint(Version version) {
        String name = version.toString();
        return manifest(version)
                .map(signer::check)
                .map(manifest -> manifest.assemble(i -> records.get(keys.chunk(name, i))));
    }

    /** The version that an operator insists on. */
    public Optional<Version> pin() {
        return pointer(keys.pin());
    }

    /** The version that the learner puts forward. */
    public Optional<Version> candidate() {
        return pointer(keys.candidate());
    }

    /** The version that answers in the shadow of the one that serves. */
    public Optional<Version> shadow() {
        return pointer(keys.shadow());
    }

    /** The version that answers a share of the images, and how large that share is. */
    public Optional<Pointer> challenger() {
        return Pointer.read(records.get(keys.challenger()));
    }

    /** The version that classifiers are told to answer by. */
    public Optional<Version> serving() {
        return pin().or(this::candidate);
    }

    /**
     * All pointers by their kind, such as pin, those to no version too; unreadable ones are not.
     */
    public Map<String, Pointer> pointers() {
        Map<String, Pointer> pointers = new LinkedHashMap<>();
        for (String key : keys.pointers()) {
            Pointer pointer = Pointer.orNull(records.get(key));
            if (pointer != null) {
                pointers.put(key.substring(keys.model().length() + 1), pointer);
            }
        }
        return pointers;
    }

    private Optional<Version> pointer(String key) {
        return Pointer.read(records.get(key)).map(pointer -> Version.parse(pointer.version()));
    }

    private static Version versionOf(Manifest manifest) {
        return Version.parse(manifest.version());
    }
}
