package io.afluente.stream.join;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** Labels that name no place and wait for an image of their id, one for each id. */
final class UnplacedLabels {
    private static final char KIND = 'u';

    private final SizedStore store;
    private final AgeQueue queue;

    private record Kept(long number, byte[] claim) {
        static Kept fromBytes(byte[] bytes) {
            return Wire.read(bytes, in -> new Kept(in.readLong(), Wire.bytes(in)));
        }

        byte[] toBytes() {
            return Wire.write(
                    out -> {
                        out.writeLong(number);
                        Wire.bytes(claim, out);
                    });
        }
    }

    UnplacedLabels(SizedStore store, AgeQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    Optional<Claim> find(String id) {
        return kept(store.get(key(id))).map(kept -> Claim.fromBytes(kept.claim));
    }

    void put(String id, Claim claim) {
        long number = queue.add(new Waiting.ALabel(id));
        store.put(key(id), new Kept(number, claim.toBytes()).toBytes());
    }

    /** Takes it away; empty if there is none. */
    Optional<Claim> take(String id) {
        Optional<Kept> kept = kept(store.remove(key(id)));
        kept.ifPresent(label -> queue.remove(label.number));
        return kept.map(label -> Claim.fromBytes(label.claim));
    }

    private static Optional<Kept> kept(byte[] bytes) {
        return Optional.ofNullable(bytes).map(Kept::fromBytes);
    }

    private static Bytes key(String id) {
        return SizedStore.key(KIND, id);
    }
}
