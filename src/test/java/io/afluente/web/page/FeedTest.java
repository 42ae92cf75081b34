package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
    private final Feed feed = new Feed();

    @Test
    void shouldGiveLateListenersTheLatestOfEachKind() throws InterruptedException {
        feed.publish("live", 1);
        feed.publish("models", "a");
        feed.publish("live", 2);

        List<Feed.Event> events = feed.after(0, 1_000);

        assertThat(events).extracting(Feed.Event::kind).containsExactly("models", "live");
        assertThat(events)
                .extracting(event -> new String(event.json(), UTF_8))
                .containsExactly("\"a\"", "2");
        assertThat(feed.after(events.get(1).number(), 0)).isEmpty();
    }

    @Test
    void shouldLetInOnlySoManyListeners() {
        assertThat(feed.enter(1)).isTrue();
        assertThat(feed.hasListeners()).isTrue();
        assertThat(feed.enter(1)).isFalse();
        feed.leave();
        assertThat(feed.hasListeners()).isFalse();
        assertThat(feed.enter(1)).isTrue();
    }

    @Test
    void shouldSendEverybodyHomeWhenItCloses() throws InterruptedException {
        feed.close();

        assertThat(feed.after(0, 60_000)).isEmpty();
        assertThat(feed.enter(1)).isFalse();
    }
}
