package io.afluente.registry;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pointers out that nobody with a trusted key has written, and old ones that somebody writes
 * again: a follower goes on with what it has, as if they had never come. Without public keys it
 * lets all pass.
 */
public final class PointerGuard {
    private static final Logger LOG = LoggerFactory.getLogger(PointerGuard.class);

    private final ModelKeys keys;
    private final Signer signer;
    private final Meters.Counter refusals;

    /**
     * @param keys of the network; pointers of others are not looked at
     */
    public PointerGuard(ModelKeys keys, Signer signer, Meters meters) {
        this.keys = keys;
        this.signer = signer;
        this.refusals = meters.counter("version.refusals");
    }

    /** Lets all pass. */
    public static PointerGuard none() {
        return new PointerGuard(new ModelKeys(""), Signer.none(), Meters.none());
    }

    /**
     * Whether a record counts.
     *
     * @param value of it; null where it takes away what was there
     * @param before gives what counted under this key so far; null where nothing did
     */
    public boolean admits(String key, byte[] value, Supplier<byte[]> before) {
        if (!signer.checksPointers() || !keys.isPointer(key)) {
            return true;
        }
        try {
            check(key, value, before.get());
            return true;
        } catch (BadNetworkException e) {
            refusals.add(1);
            LOG.warn("Refused the pointer {}: {}", key, e.getMessage());
            return false;
        }
    }

    private void check(String key, byte[] value, byte[] before) {
        if (value == null) {
            throw new BadNetworkException("taken away, which nobody can sign; it stays as it was");
        }
        Pointer pointer = signer.check(key, Pointer.fromJson(value));
        if (pointer.decision() == null) {
            throw new BadNetworkException("signed, but without the time of its decision");
        }
        if (before != null && isOlder(pointer, Pointer.fromJson(before))) {
            throw new BadNetworkException(
                    "decided at %s, before what counts now: an old pointer was written again"
                            .formatted(pointer.decision().at()));
        }
    }

    private static boolean isOlder(Pointer pointer, Pointer before) {
        return pointer.decision().time().isBefore(before.decision().time());
    }
}
