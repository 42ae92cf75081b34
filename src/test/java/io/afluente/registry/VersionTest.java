package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A version's text says all of it, and sorts by age. */
class VersionTest {
    private static final String SHA = Sha256.of(new byte[0]);

    @Test
    void shouldSurviveItsText() {
        Version version = Version.of(42, SHA);

        assertThat(version).hasToString("000042-e3b0c44298fc");
        assertThat(Version.parse(version.toString())).isEqualTo(version);
    }

    @Test
    void shouldSortByAge() {
        assertThat(Stream.of(10, 9, 1_000_000).map(i -> Version.of(i, SHA)).sorted())
                .extracting(Version::sequence)
                .containsExactly(9L, 10L, 1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "42", "000042-E3B0C44298FC", "000042-e3b0", "../000042-e3b0c44298fc"})
    void shouldRefuseOtherText(String text) {
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("000042-1f0c9a7b33e2");
    }
}
