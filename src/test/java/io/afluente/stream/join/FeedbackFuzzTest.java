package io.afluente.stream.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.RecordBounds;
import io.afluente.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.params.provider.MethodSource;

/** Feedback that any client may have written. */
class FeedbackFuzzTest {
    private static final int LABELS = 10;
    private static final byte[] ID = utf8("a");
    private static final byte[] SEVEN = utf8("{\"label\":7}");

    private final MockProcessorContext<String, Arrival> context = new MockProcessorContext<>();
    private final ById.OfFeedback feedback =
            new ById.OfFeedback(
                    topic -> topic,
                    new RecordBounds("feedback", 65_536),
                    "images",
                    ValueFormats.JSON,
                    label -> LABELS,
                    Tracing.none());

    /** The same bytes as a label, and as the id of a picture. */
    @MethodSource("labels")
    @FuzzTest(maxDuration = "10m")
    void feedback(byte[] bytes) {
        context.setRecordMetadata("feedback", 0, 1);
        feedback.init(context);
        Refusal.orRead(BadRecordException.class, () -> take(ID, bytes));
        Refusal.orRead(BadRecordException.class, () -> take(bytes, SEVEN));
    }

    private void take(byte[] key, byte[] value) {
        context.resetForwards();
        feedback.process(new Record<>(key, value, 0));

        assertThat(context.forwarded()).hasSize(1);
        Record<? extends String, ? extends Arrival> forwarded = context.forwarded().get(0).record();
        assertThat(forwarded.key()).isNotEmpty();
        assertThat(new FeedbackCodec().deserialize("feedback", forwarded.value().value()).label())
                .isBetween(0, LABELS - 1);
    }

    static Stream<byte[]> labels() {
        return Stream.of(
                        "{\"label\":7}",
                        "{\"label\":0,\"source\":null,\"more\":[{\"a\":[true,1e400]}]}",
                        "{\"source\":{\"topic\":\"images\",\"partition\":2,\"offset\":5},\"label\":9}",
                        "{\"label\":-1,\"source\":{\"topic\":\"other\",\"partition\":-1}}",
                        "picture-\u00e4\ud83d\ude00")
                .map(FeedbackFuzzTest::utf8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
