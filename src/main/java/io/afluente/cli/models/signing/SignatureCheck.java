package io.afluente.cli.models.signing;

import io.afluente.model.BadNetworkException;
import io.afluente.registry.Catalog;
import io.afluente.registry.Manifest;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import java.util.ArrayList;
import java.util.List;

/** Checks the signatures of all versions and pointers on the topic of models, as it is. */
public final class SignatureCheck {
    private final Signer signer;
    private final Catalog everything;
    private final List<String> faults = new ArrayList<>();
    private int signed;

    /**
     * @param signer whose keys count
     * @param everything what is on the topic, whether it is signed or not
     */
    public SignatureCheck(Signer signer, Catalog everything) {
        this.signer = signer;
        this.everything = everything;
    }

    /** Looks at all. */
    public SignatureCheck run() {
        for (Manifest manifest : everything.manifests()) {
            count(() -> signer.check(manifest), "");
        }
        if (signer.checksPointers()) {
            everything.keys().pointers().stream()
                    .filter(key -> everything.records().get(key) != null)
                    .forEach(key -> count(() -> check(key), "pointer " + key + ": "));
        }
        return this;
    }

    private void check(String key) {
        signer.check(key, Pointer.fromJson(everything.records().get(key)));
    }

    private void count(Runnable check, String place) {
        try {
            check.run();
            signed++;
        } catch (BadNetworkException e) {
            faults.add(place + e.getMessage());
        }
    }

    /** How many are signed by a key that counts. */
    public int signed() {
        return signed;
    }

    /** What is wrong with each of the others. */
    public List<String> faults() {
        return faults;
    }
}
