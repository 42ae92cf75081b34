package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestBackbones;
import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.Signer;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that anybody may have written to. */
class TopicViewsTest {
    private static final Checkpoint SOUND = TestNetworks.untrained(1, 1);

    private final Feed feed = new Feed();
    private final TopicViews books =
            new TopicViews(
                    Topics.withPrefix(""),
                    new Replies(),
                    new ModelsView("mnist", Signer.none(), TestBackbones.noArrivals()),
                    new ConfusionView(() -> 10));

    @ParameterizedTest
    @CsvSource({
        "models, mnist/000007-0123456789ab, {}",
        "models, mnist/000007-0123456789ab, no JSON",
        "models, mnist/pin, no JSON",
        "models, mnist/any, no JSON",
        "scores, mnist, no JSON",
        "scores, mnist, []",
        "predictions, id, no JSON",
        "images-dlq, id, no JSON",
    })
    void shouldGoOnAfterWhatIsNoneOfIts(String topic, String key, String value)
            throws InterruptedException {
        take(topic, key, value.getBytes(UTF_8));
        take("models", "mnist/" + SOUND.version(), Manifest.of(SOUND).toJson());

        books.publishChanges(feed, true);

        List<Feed.Event> events = feed.after(0, 1);
        assertThat(events).isNotEmpty();
        if (!key.equals("mnist/pin")) {
            assertThat(events)
                    .extracting(event -> new String(event.json(), UTF_8))
                    .anySatisfy(json -> assertThat(json).contains(SOUND.version().toString()));
        }
    }

    @Test
    void shouldPassOverAManifestThatIsAnotherVersions() throws InterruptedException {
        take("models", "mnist/000007-0123456789ab", Manifest.of(SOUND).toJson());

        books.publishChanges(feed, false);

        assertThat(new String(feed.after(0, 1).get(0).json(), UTF_8)).contains("\"versions\":[]");
    }

    private void take(String topic, String key, byte[] value) {
        books.take(
                new WatchedRecord(
                        new ConsumerRecord<>(topic, 0, 5, key.getBytes(UTF_8), value), true),
                0);
    }
}
