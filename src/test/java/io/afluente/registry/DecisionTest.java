package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Author ANA = new Author("promote", "User:ops", "ana@desk", "better");

    @Test
    void shouldComeAfterTheLastWhateverTheClockSays() {
        Decision first = ANA.decide(NOON, null);
        Pointer before = new Pointer("000001-0123456789ab").decided(first);

        Decision second = ANA.doing("rollback").decide(NOON.minusSeconds(3600), before);

        assertThat(first.at()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(second.at()).isEqualTo("2026-03-01T12:00:00.001Z");
        assertThat(second.action()).isEqualTo("rollback");
    }

    @Test
    void shouldTakeNoTextThatMovesACursorAndNoTimeThatIsNone() {
        refuses("{\"version\":null,\"decision\":{\"action\":\"x\",\"at\":\"now\"}}", "at is no");
        refuses(
                "{\"version\":null,\"decision\":{\"action\":\"x\",\"at\":\"+1000000000-12-31T23:59:59Z\"}}",
                "at is no");
        refuses(
                "{\"version\":null,\"decision\":{\"at\":\"2026-03-01T12:00:00Z\"}}",
                "action is missing");
        refuses(
                "{\"version\":null,\"decision\":{\"action\":\"\\u001b[2J\",\"at\":\"2026-03-01T12:00:00Z\"}}",
                "action has control characters");
        refuses("{\"share\":0.5}", "version is missing");
    }

    private static void refuses(String json, String why) {
        assertThatThrownBy(() -> Pointer.fromJson(json.getBytes(UTF_8)))
                .isInstanceOf(BadNetworkException.class)
                .hasStackTraceContaining(why);
    }
}
