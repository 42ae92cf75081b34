package io.afluente.stream.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.CountingMeters;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the join reads again does its work once; what lies on another topic is not mistaken. */
class ReadAgainTest {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private final CountingMeters meters = new CountingMeters();
    private final MockProcessorContext<byte[], Outgoing> context = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(JoinState.STORE),
                            Serdes.Bytes(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
    private JoinFeedback join;
    private long now;

    @BeforeEach
    void start() {
        context.setCurrentSystemTimeMs(now);
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        restart();
    }

    @Test
    void shouldJoinNoLabelTwiceWhereTheGroupHasLostItsOffsets() {
        everythingOf(FIRST);
        pass(RETENTION);
        assertThat(labeled()).hasSize(1);

        restart();
        everythingOf(FIRST);

        assertThat(labeled()).as("nothing new").hasSize(1);
        assertThat(dead()).isEmpty();
        assertThat(meters.count("records.repeated")).isEqualTo(2);
    }

    @Test
    void shouldGoOnWithWhatItKnowsWhereTheGroupHasLostItsOffsets() {
        image("one", 0, FIRST, "pixels");
        answer("one", 0);
        restart();

        image("one", 0, FIRST, "pixels");
        answer("one", 0);
        label("one", 0, FIRST, 7);

        assertThat(labeled()).hasSize(1);
    }

    @Test
    void shouldForgetThePlacesOfATopicThatWasCreatedAgain() {
        image("one", 0, FIRST, "old pixels");
        label("one", 0, FIRST, 3);
        everything("two", 1, FIRST);

        image("one", 0, SECOND, "new pixels");
        answer("one", 0);
        assertThat(labeled()).as("the label was not of this picture").hasSize(1);
        assertThat(dead()).containsExactly("unknown: images-0-0 was on a topic that is gone");
        assertThat(meters.count("images.forgotten")).isEqualTo(2);
        everything("two", 1, SECOND);
        label("one", 2, SECOND, 7);

        assertThat(labeled())
                .extracting(out -> new String(out.value().value(), UTF_8))
                .containsExactly("pixels of two", "pixels of two", "new pixels");
        pass(RETENTION);
        assertThat(meters.gauge("waiting.bytes")).isZero();
    }

    @Test
    void shouldKeepAnswersThatOvertakeTheImagesOfATopicThatWasCreatedAgain() {
        everything("one", 0, FIRST);
        image("two", 1, FIRST, "old pixels");
        answer("two", 1);
        answer("one", 0);
        answer("two", 1);

        image("one", 0, SECOND, "new pixels");
        image("two", 1, SECOND, "new pixels too");
        label("one", 2, FIRST, 7);
        label("two", 3, FIRST, 7);

        assertThat(labeled())
                .extracting(out -> new String(out.value().value(), UTF_8))
                .containsExactly("pixels of one", "new pixels", "new pixels too");
        pass(RETENTION);
        assertThat(meters.gauge("waiting.bytes")).isZero();
    }

    @Test
    void shouldNotForgetOtherPartitions() {
        send("one", Arrival.Kind.IMAGE, new RecordPosition("images", 1, 5), FIRST, "kept");
        image("two", 0, FIRST, "old");

        image("two", 0, SECOND, "new");
        send(
                "one",
                Arrival.Kind.PREDICTION,
                new RecordPosition("images", 1, 5),
                FIRST,
                JoinDriver.answerJson("one", 5, 3));
        label("one", 0, FIRST, 7);

        assertThat(labeled()).hasSize(1);
    }

    @Test
    void shouldTakeUpWhatVersion010Kept() {
        Bytes mark = SizedStore.key('s', 0);
        store.put(mark, ByteBuffer.allocate(8).putLong(4).array());
        restart();

        image("four", 4, FIRST, "read again");
        image("five", 5, FIRST, "pixels");
        answer("five", 5);
        label("five", 0, FIRST, 7);

        assertThat(labeled()).hasSize(1);
        assertThat(meters.count("records.repeated")).isEqualTo(1);
    }

    @Test
    void shouldReadArrivalsThatVersion010Wrote() {
        byte[] written =
                Wire.write(
                        out -> {
                            Wire.text("IMAGE", out);
                            Wire.source(new RecordPosition("images", 1, 2), out);
                            Wire.bytes(null, out);
                            Wire.bytes(new byte[3], out);
                        });

        Arrival read = new ArrivalSerde().deserializer().deserialize("by-id", written);

        assertThat(read.topicId()).isEmpty();
        assertThat(read.value()).hasSize(3);
    }

    private void everythingOf(String topicId) {
        everything("one", 0, topicId);
    }

    private void everything(String id, long offset, String topicId) {
        image(id, offset, topicId, "pixels of " + id);
        answer(id, offset);
        label(id, offset, topicId, 7);
    }

    private void image(String id, long offset, String topicId, String pixels) {
        send(id, Arrival.Kind.IMAGE, new RecordPosition("images", 0, offset), topicId, pixels);
    }

    private void answer(String id, long offset) {
        send(
                id,
                Arrival.Kind.PREDICTION,
                new RecordPosition("images", 0, offset),
                "any",
                JoinDriver.answerJson(id, offset, 3));
    }

    private void label(String id, long offset, String topicId, int label) {
        send(
                id,
                Arrival.Kind.FEEDBACK,
                new RecordPosition("feedback", 0, offset),
                topicId,
                "{\"label\":" + label + "}");
    }

    private void send(
            String id, Arrival.Kind kind, RecordPosition source, String topicId, String value) {
        Arrival arrival =
                new Arrival(kind, source, topicId, id.getBytes(UTF_8), value.getBytes(UTF_8));
        join.process(new Record<>(id, arrival, now, new RecordHeaders()));
    }

    private void pass(Duration time) {
        for (long end = now + time.toMillis(); now < end; ) {
            now += JoinFeedback.TICK.toMillis();
            context.setCurrentSystemTimeMs(now);
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
        }
    }

    /** Another life on the same store. */
    private void restart() {
        join =
                new JoinFeedback(
                        Topics.withPrefix(""),
                        new JoinLimits(RETENTION, 1 << 20),
                        new JoinSpans(Tracing.none()),
                        new JoinMeters(meters));
        join.init(context);
    }

    private List<? extends Record<? extends byte[], ? extends Outgoing>> labeled() {
        return outgoing("labeled-images");
    }

    private List<String> dead() {
        return outgoing("feedback-dlq").stream()
                .map(out -> HeaderNames.text(out.headers(), HeaderNames.DLQ_REASON))
                .toList();
    }

    private List<? extends Record<? extends byte[], ? extends Outgoing>> outgoing(String topic) {
        return context.forwarded().stream()
                .map(MockProcessorContext.CapturedForward::record)
                .filter(record -> record.value().topic().equals(topic))
                .toList();
    }
}
