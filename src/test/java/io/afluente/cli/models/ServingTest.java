package io.afluente.cli.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import org.junit.jupiter.api.Test;

/** Nothing is promised that the learner will refuse. */
class ServingTest {
    private static final Version VERSION = Version.parse("000007-0123456789ab");

    @Test
    void shouldRefuseToContinueFromAVersionThatNoOrderBrings() {
        assertThatThrownBy(() -> Serving.requireSendable(VERSION, 8_000_001))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "--continue: 000007-0123456789ab has 8,000,001 bytes,"
                                + " and an order to the learner brings 8,000,000 at most");
        assertThatCode(() -> Serving.requireSendable(VERSION, 8_000_000))
                .doesNotThrowAnyException();
    }
}
