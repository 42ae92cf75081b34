package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.record.BadRecordException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What came in together is answered together, and nothing of it stays behind. */
class ThreadPollsTest {
    private static final TopicPartition P0 = new TopicPartition("images", 0);
    private static final TopicPartition P1 = new TopicPartition("images", 1);

    private final ThreadPolls polls = new ThreadPolls();

    @Test
    void shouldSliceWhatOnePollBrought() {
        polls.note(poll(P0, 10, 11, 12));

        assertThat(offsets(polls.slice(P0, 64, 1000))).containsExactly(10L, 11L, 12L);
    }

    @Test
    void shouldBoundSlicesByRowsAndBytes() {
        polls.note(poll(P0, 0, 1, 2, 3, 4));

        assertThat(polls.slice(P0, 2, 1000)).hasSize(2);
        assertThat(polls.slice(P0, 64, 10 * 3)).hasSize(3);
        assertThat(polls.slice(P0, 64, 5)).as("one row may be too large by itself").hasSize(1);
    }

    @Test
    void shouldFillSlicesFromTheThreadsOtherPartitions() {
        polls.note(poll(P0, 5, 6));
        polls.note(poll(P1, 8, 9));

        assertThat(offsets(polls.slice(P1, 3, 1000))).containsExactly(8L, 9L, 5L);
    }

    @Test
    void shouldNotSliceSettledRowsAgain() {
        polls.note(poll(P0, 0, 1, 2));

        polls.row(P0, 0).fail(new BadRecordException("no picture"));

        assertThat(offsets(polls.slice(P0, 64, 1000))).containsExactly(1L, 2L);
    }

    @Test
    void shouldGiveARowTwiceAndDropThoseBeforeIt() {
        polls.note(poll(P0, 0, 1, 2));

        assertThat(polls.row(P0, 1)).isSameAs(polls.row(P0, 1)).isNotNull();
        assertThat(polls.size()).isEqualTo(2);
    }

    @Test
    void shouldKnowTheLastRowOfAllThatWasPolled() {
        polls.note(poll(P0, 0, 1));
        polls.note(poll(P1, 7));

        assertThat(polls.processed(polls.row(P0, 0))).isFalse();
        assertThat(polls.processed(polls.row(P1, 7))).isFalse();
        assertThat(polls.processed(polls.row(P0, 1))).isTrue();
        assertThat(polls.processed(polls.row(P0, 1))).as("again").isTrue();
        polls.note(poll(P0, 2));
        assertThat(polls.processed(polls.row(P0, 2))).isTrue();
    }

    @Test
    void shouldWaitForNoRowThatIsNotToCome() {
        polls.note(poll(P0, 0, 1, 2, 3));
        polls.note(poll(P0, 2, 3, 4));
        polls.note(poll(P1, 7));
        polls.forget(P1);

        assertThat(polls.processed(polls.row(P0, 3))).as("4 is to come").isFalse();
        assertThat(polls.processed(polls.row(P0, 4))).isTrue();
    }

    @Test
    void shouldCountTheLaterReadingAfterASeek() {
        polls.note(poll(P0, 0, 1, 2, 3));
        PolledRow first = polls.row(P0, 2);

        polls.note(poll(P0, 2, 3));

        assertThat(polls.row(P0, 2)).isNotSameAs(first);
        assertThat(polls.size()).isEqualTo(2);
    }

    @Test
    void shouldKnowNothingOfARecordWhosePollWasNotNoted() {
        assertThat(polls.row(P0, 7)).isNull();
        polls.note(poll(P0, 10));
        assertThat(polls.row(P0, 7)).isNull();
        assertThat(polls.row(P0, 10)).isNotNull();
    }

    @Test
    void shouldForgetAPartition() {
        polls.note(poll(P0, 0, 1));
        polls.note(poll(P1, 0));

        polls.forget(P0);

        assertThat(polls.size()).isEqualTo(1);
        assertThat(polls.row(P0, 0)).isNull();
    }

    private static ConsumerRecords<byte[], byte[]> poll(TopicPartition partition, long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records =
                LongStream.of(offsets)
                        .mapToObj(
                                offset ->
                                        new ConsumerRecord<byte[], byte[]>(
                                                partition.topic(),
                                                partition.partition(),
                                                offset,
                                                null,
                                                new byte[10]))
                        .toList();
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }

    private static List<Long> offsets(List<PolledRow> rows) {
        return rows.stream().map(PolledRow::offset).toList();
    }
}
