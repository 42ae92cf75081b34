package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** However many orders come between two scores, a score tells the latest of them. */
class EventsTest {
    private final Events events = new Events();

    @Test
    void shouldTellTheLatest() {
        for (int i = 0; i < 10_000; i++) {
            events.add(Event.Kind.ORDERED, i, "reset");
        }

        List<Event> told = events.tell();

        assertThat(told)
                .hasSize(Events.MAX)
                .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
        assertThat(told.get(Events.MAX - 1).offset()).isEqualTo(9_999);
        assertThat(events.tell()).isEmpty();
    }
}
