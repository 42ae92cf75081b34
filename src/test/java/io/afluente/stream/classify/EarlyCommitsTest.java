package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.runtime.CommitPace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** An idle thread commits at once, or as soon as commits have not taken too much of its time. */
class EarlyCommitsTest {
    private static final TopicPartition IMAGES = new TopicPartition("images", 0);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final CommitPace pace = new CommitPace(nanos::get);
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

    @Test
    void shouldCommitAtOnceWhereThereIsTime() {
        new EarlyCommits(new PollBatches(Optional.of(pace)), context).idle();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldCommitOnceThereIsTime() {
        EarlyCommits commits = new EarlyCommits(new PollBatches(Optional.of(pace)), context);
        pace.committed(nanos.get() - 50);

        commits.idle();
        look();
        assertThat(context.committed()).as("the last one took 50 ns").isFalse();

        nanos.addAndGet(50);
        look();
        assertThat(context.committed()).isTrue();
        context.resetCommit();
        look();
        assertThat(context.committed()).as("nothing was answered since").isFalse();
    }

    @Test
    void shouldNotCommitLateWhatAThreadIsBusyWith() {
        PollBatches batches = new PollBatches(Optional.of(pace));
        EarlyCommits commits = new EarlyCommits(batches, context);
        pace.committed(nanos.get() - 50);
        commits.idle();

        nanos.addAndGet(50);
        ConsumerRecord<byte[], byte[]> next = new ConsumerRecord<>("images", 0, 7, null, null);
        batches.ofThisThread().note(new ConsumerRecords<>(Map.of(IMAGES, List.of(next)), Map.of()));
        look();

        assertThat(context.committed()).isFalse();
    }

    @Test
    void shouldLeaveItToTheIntervalWhereTurnedOff() {
        new EarlyCommits(new PollBatches(), context).idle();

        assertThat(context.committed()).isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    private void look() {
        context.scheduledPunctuators().forEach(p -> p.getPunctuator().punctuate(0));
    }
}
