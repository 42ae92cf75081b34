package io.afluente.registry;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.model.MissingBackboneException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns changes of the topic of models into the live model: the pin if there is one, else the
 * candidate, as soon as all of it has arrived, its backbone included. A pointer that can't be
 * resolved yet is pending; a checkpoint that can't serve is refused, counted and logged, and the
 * old one goes on.
 */
public final class ModelFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);

    private final ModelKeys keys;
    private final List<String> pointers;
    private final Signer signer;
    private final Function<String, byte[]> records;
    private final Consumer<Checkpoint> accept;
    private final Runnable end;
    private final Meters.Counter refusals;
    private String settled = "";
    private String waiting = "";
    // a version may be signed afterwards: only this very manifest is not looked at again
    private byte[] refused;

    /**
     * @param keys of the network to follow
     * @param records the latest value of a key; null where there is none
     * @param accept takes the checkpoint that should serve, or throws {@link BadNetworkException}
     */
    public ModelFollower(
            ModelKeys keys,
            Function<String, byte[]> records,
            Consumer<Checkpoint> accept,
            Meters meters) {
        this(
                keys,
                List.of(keys.pin(), keys.candidate()),
                Signer.none(),
                records,
                accept,
                () -> {},
                meters);
    }

    /**
     * @param pointers keys of the pointers to follow: the first of them that there is
     * @param signer says who may bring versions
     * @param end told when there is none of them any more
     */
    public ModelFollower(
            ModelKeys keys,
            List<String> pointers,
            Signer signer,
            Function<String, byte[]> records,
            Consumer<Checkpoint> accept,
            Runnable end,
            Meters meters) {
        this.keys = keys;
        this.pointers = List.copyOf(pointers);
        this.signer = signer;
        this.records = records;
        this.accept = accept;
        this.end = end;
        this.refusals = meters.counter("version.refusals");
    }

    /** Looks again, after records have changed. */
    public void changed() {
        try {
            wanted().ifPresentOrElse(this::follow, this::stop);
        } catch (BadNetworkException e) {
            refuse("a pointer", e);
        }
    }

    private Optional<String> wanted() {
        return pointers.stream().flatMap(key -> pointer(key).stream()).findFirst();
    }

    private Optional<String> pointer(String key) {
        return Pointer.read(records.apply(key)).map(Pointer::version);
    }

    private void stop() {
        if (!settled.isEmpty()) {
            settled = "";
            end.run();
        }
    }

    private void follow(String version) {
        byte[] manifest = records.apply(keys.manifest(version));
        if (version.equals(settled) || manifest == null || Arrays.equals(manifest, refused)) {
            return;
        }
        try {
            Checkpoint checkpoint =
                    manifestOf(version, manifest)
                            .assemble(i -> records.apply(keys.chunk(version, i)));
            if (checkpoint != null) {
                accept.accept(checkpoint);
                settled = version;
                refused = null;
            }
        } catch (MissingBackboneException e) {
            waitFor(version, e);
        } catch (BadNetworkException e) {
            refused = manifest;
            refuse("version " + version, e);
        }
    }

    private void waitFor(String version, MissingBackboneException why) {
        if (!version.equals(waiting)) {
            waiting = version;
            LOG.info("Version {} of {} waits: {}", version, keys.model(), why.getMessage());
        }
    }

    private void refuse(String what, BadNetworkException why) {
        refusals.add(1);
        LOG.warn("Refused {} of {}: {}", what, keys.model(), why.getMessage());
    }

    private Manifest manifestOf(String version, byte[] json) {
        return signer.check(Manifest.fromJson(json).of(version));
    }
}
