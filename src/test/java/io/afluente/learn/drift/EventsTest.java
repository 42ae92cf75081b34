package io.afluente.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.Saving;
import java.io.IOException;
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
        assertThat(told.get(0))
                .isEqualTo(new Event(Event.Kind.LEFT_OUT, 9_744, "9,745 more before these"));
        assertThat(events.tell()).isEmpty();
    }

    @Test
    void shouldTellTheSameAfterBeingPutAway() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            events.add(Event.Kind.ORDERED, i, "reset");
        }

        assertThat(Saving.again(events, Events::new).tell()).isEqualTo(events.tell());
    }
}
