package io.afluente.web.page;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of a network as they stand on the topic of models. Written by one thread, read by
 * any.
 */
final class ModelsView {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsView.class);

    private final ModelKeys keys;
    private final Signer signer;
    private final BackboneArrivals backbones;
    private final PointerGuard guard;
    private final Map<String, byte[]> records = new HashMap<>();

    /**
     * What there is, for the page.
     *
     * @param challenger answers a share of the keys in place of the one that serves
     * @param versions the newest first
     * @param added labels that came to those of the folder
     */
    record Versions(
            String serving,
            String pin,
            String candidate,
            String shadow,
            Pointer challenger,
            List<Manifest> versions,
            List<String> added) {}

    /**
     * @param backbones has those on the topic of models become files
     */
    ModelsView(String model, Signer signer, BackboneArrivals backbones) {
        this.backbones = backbones;
        this.keys = new ModelKeys(model);
        this.signer = signer;
        this.guard = new PointerGuard(keys, signer, Meters.none());
    }

    /**
     * Takes a record; a null value takes away what was there.
     *
     * @return what somebody has chosen by it
     * @throws BadNetworkException if it is a pointer that can't be read
     */
    synchronized Optional<Choice> take(String key, byte[] value) {
        if (!keys.owns(key)) {
            return Optional.empty();
        }
        if (ModelKeys.isOfBackbone(key)) {
            backbones.take(key, value);
            return Optional.empty();
        }
        if (!guard.admits(key, value, () -> records.get(key))) {
            return Optional.empty();
        }
        if (key.equals(keys.pin())) {
            Optional<Version> before = servingSoFar();
            put(key, value);
            return Optional.of(
                    catalog()
                            .pin()
                            .map(version -> Choice.pinned(version, before))
                            .orElseGet(Choice::unpinned));
        }
        put(key, value);
        if (key.equals(keys.shadow())) {
            return Optional.of(Choice.shadowed(catalog().shadow()));
        }
        return key.equals(keys.challenger())
                ? Optional.of(Choice.challenged(catalog().challenger()))
                : Optional.empty();
    }

    // A pointer that can't be read gives way to the next.
    private Optional<Version> servingSoFar() {
        try {
            return catalog().serving();
        } catch (BadNetworkException unreadable) {
            return Optional.empty();
        }
    }

    private void put(String key, byte[] value) {
        if (value == null) {
            records.remove(key);
        } else {
            records.put(key, value);
        }
    }

    /** What a record is about that has just been taken: the version of a manifest. */
    Optional<String> versionOf(String key) {
        return keys.versionOfManifest(key);
    }

    /** All versions; empty while one of them can't be read. */
    synchronized Optional<Versions> versions() {
        try {
            Catalog catalog = catalog();
            return Optional.of(
                    new Versions(
                            text(catalog.serving()),
                            text(catalog.pin()),
                            text(catalog.candidate()),
                            text(catalog.shadow()),
                            catalog.challenger().orElse(null),
                            catalog.manifests(),
                            catalog.addedLabels()));
        } catch (BadNetworkException e) {
            LOG.warn("The topic of models: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The labels that were added to the line of versions. */
    synchronized List<String> addedLabels() {
        return catalog().addedLabels();
    }

    /** A version as a whole; empty if it is not there. */
    synchronized Optional<Checkpoint> checkpoint(Version version) {
        return catalog().checkpoint(version);
    }

    synchronized Optional<Checkpoint> serving() {
        return catalog().serving().flatMap(version -> catalog().checkpoint(version));
    }

    private Catalog catalog() {
        return new Catalog(keys, records, signer);
    }

    private static String text(Optional<Version> version) {
        return version.map(Version::toString).orElse(null);
    }
}
