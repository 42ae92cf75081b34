package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A dead letter holds its record whole, as far as the DLQ takes it, and always says why. */
class DeadLetterTest {
    private static final int MAX = 10_000;
    private static final byte[] KEY = "one".getBytes(UTF_8);

    @Test
    void shouldHoldTheRecordWhole() {
        DeadLetter letter = letterOf(KEY, new byte[9_000], header(100));

        assertThat(letter.leftOut()).isEmpty();
        assertThat(letter.record().key()).isEqualTo(KEY);
        assertThat(letter.record().value()).hasSize(9_000);
        assertThat(letter.headers().toArray()).hasSize(1);
    }

    @Test
    void shouldLeaveOutAValueThatTheDlqDoesNotTake() {
        DeadLetter letter = letterOf(KEY, new byte[20_000], header(100));

        assertThat(letter.leftOut()).contains("value");
        assertThat(letter.record().key()).isEqualTo(KEY);
        assertThat(letter.record().value()).isNull();
        assertThat(letter.headers().toArray()).hasSize(1);
        assertSaysWhy(letter);
    }

    @Test
    void shouldLeaveOutAllWhereKeyOrHeadersAreTooLarge() {
        assertThat(letterOf(new byte[20_000], null, header(0)).leftOut())
                .contains("key, value and headers");
        DeadLetter letter = letterOf(KEY, new byte[1], header(20_000));

        assertThat(letter.leftOut()).contains("key, value and headers");
        assertThat(letter.record().key()).isNull();
        assertThat(letter.headers().toArray()).isEmpty();
        assertSaysWhy(letter);
    }

    private static void assertSaysWhy(DeadLetter letter) {
        assertThat(letter.record().timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(letter.reason()).isEqualTo("record: too large");
        assertThat(letter.source()).contains(new RecordPosition("images", 2, 7));
    }

    private static DeadLetter letterOf(byte[] key, byte[] value, RecordHeaders headers) {
        ProducerRecord<byte[], byte[]> sent =
                DeadLetter.of(
                        record("images", 2, 7, 0, key, value, headers),
                        "record: too large",
                        "images-dlq",
                        1_700_000_000_000L,
                        MAX);
        assertThat(RecordBounds.bytes(sent.key(), sent.value(), sent.headers()))
                .isLessThan(MAX - 100);
        return new DeadLetter(
                record(
                        sent.topic(),
                        0,
                        0,
                        sent.timestamp(),
                        sent.key(),
                        sent.value(),
                        new RecordHeaders(sent.headers().toArray())));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic,
            int partition,
            long offset,
            long time,
            byte[] key,
            byte[] value,
            RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static RecordHeaders header(int bytes) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mine", new byte[bytes]);
        return headers;
    }
}
