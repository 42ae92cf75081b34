package io.afluente.registry;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the backbones of one network off the topic of models, piece by piece, and makes files of
 * them; none of it stays in the heap. Whoever has a file already writes none. A file that is not
 * what its key says, or can't be written, is given up, counted and logged: versions behind it wait
 * until it is published again. Belongs to one thread.
 */
public final class BackboneArrivals {
    private static final Logger LOG = LoggerFactory.getLogger(BackboneArrivals.class);

    private final ModelKeys keys;
    private final BackboneFolder folder;
    private final Meters.Counter refusals;
    private final Set<String> here = new HashSet<>();
    private final Map<String, BackboneManifest> manifests = new HashMap<>();
    private final Map<String, BackbonePieces> halves = new HashMap<>();

    /**
     * @param model whose backbones are taken; those of others on the topic are passed over
     */
    public BackboneArrivals(String model, BackboneFolder folder, Meters meters) {
        this.keys = new ModelKeys(model);
        this.folder = folder;
        this.refusals = meters.counter("backbone.refusals");
    }

    /**
     * Takes a record of a backbone. One that takes something away is passed over: a file that is
     * here stays.
     *
     * @return whether a backbone is here by it that was not before
     */
    public boolean take(String key, byte[] value) {
        return value != null && keys.backboneOf(key).filter(of -> take(of, value)).isPresent();
    }

    private boolean take(ModelKeys.Backbone of, byte[] value) {
        String sha256 = of.sha256();
        try {
            if (here.contains(sha256) || isHere(sha256)) {
                return false;
            }
            put(of, value);
            return isWhole(sha256) && settle(sha256);
        } catch (IOException | BadNetworkException e) {
            refuse(sha256, e.toString());
            return false;
        }
    }

    private boolean isHere(String sha256) {
        // looked for once: from then on this process writes it itself
        boolean found = !halves.containsKey(sha256) && folder.find(sha256).isPresent();
        if (found) {
            here.add(sha256);
        }
        return found;
    }

    private void put(ModelKeys.Backbone of, byte[] value) throws IOException {
        BackbonePieces half = halves.get(of.sha256());
        if (half == null) {
            half = folder.pieces();
            halves.put(of.sha256(), half);
        }
        if (of.chunk().isPresent()) {
            putPiece(half, of.chunk().getAsInt(), value);
        } else {
            BackboneManifest manifest = BackboneManifest.fromJson(value);
            if (!manifest.sha256().equals(of.sha256())) {
                throw new BadNetworkException("its manifest is that of " + manifest.sha256());
            }
            manifests.put(of.sha256(), manifest);
        }
    }

    private static void putPiece(BackbonePieces half, int index, byte[] piece) throws IOException {
        if (index >= BackboneManifest.MAX_CHUNKS || piece.length > Manifest.CHUNK_BYTES) {
            throw new BadNetworkException(
                    "chunk %,d of %,d bytes is none".formatted(index, piece.length));
        }
        half.put(index, piece);
    }

    private boolean isWhole(String sha256) {
        BackboneManifest manifest = manifests.get(sha256);
        return manifest != null && halves.get(sha256).isWhole(manifest);
    }

    private boolean settle(String sha256) throws IOException {
        if (!folder.settle(halves.get(sha256), sha256)) {
            throw new BadNetworkException("its bytes are not those of its name");
        }
        halves.remove(sha256);
        here.add(sha256);
        LOG.info("Backbone {} of {} is in {}", sha256, keys.model(), folder);
        return true;
    }

    private void refuse(String sha256, String why) {
        refusals.add(1);
        LOG.warn("Refused backbone {} of {}: {}", sha256, keys.model(), why);
        manifests.remove(sha256);
        BackbonePieces half = halves.remove(sha256);
        try {
            if (half != null) {
                half.drop();
            }
        } catch (IOException e) {
            LOG.warn("What came of backbone {} stays in {}: {}", sha256, folder, e.toString());
        }
    }
}
