package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

class RuntimeIdentityTest {
    @Test
    void shouldNameWhatBitsDependOn() {
        RuntimeIdentity identity = RuntimeIdentity.current();

        assertThat(identity).isEqualTo(RuntimeIdentity.current());
        assertThat(identity.backend()).isEqualTo("CpuBackend");
        assertThat(identity.natives()).startsWith(Loader.getPlatform());
        assertThat(identity.threads()).isEqualTo(System.getenv("OMP_NUM_THREADS"));
        assertThat(identity.java()).startsWith(System.getProperty("java.specification.version"));
    }
}
