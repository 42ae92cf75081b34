package io.afluente;

import io.afluente.registry.PemKeys;
import io.afluente.registry.Signer;
import java.security.KeyPair;
import java.util.stream.Stream;

/** A pair of Ed25519 keys for tests. */
public final class TestKeys {
    private final KeyPair pair = PemKeys.generate();

    /** What a writer has who trusts himself and perhaps others. */
    public Signer signer(TestKeys... others) {
        return trusting(Stream.concat(Stream.of(this), Stream.of(others)).toArray(TestKeys[]::new))
                .signing(pair.getPrivate());
    }

    /** What a reader has. */
    public static Signer trusting(TestKeys... keys) {
        return Signer.trusting(Stream.of(keys).map(key -> key.pair.getPublic()).toList());
    }

    public String id() {
        return PemKeys.idOf(pair.getPublic());
    }

    public String privatePem() {
        return PemKeys.pem(pair.getPrivate());
    }

    public String publicPem() {
        return PemKeys.pem(pair.getPublic());
    }
}
