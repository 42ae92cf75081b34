package io.afluente.demo;

import io.afluente.stream.client.CommittedRecords;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.ScoreCodec;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads everything the roles write, as anybody could: by a consumer of committed records, from the
 * beginning. One thread runs it; others ask it and wait for it.
 */
final class TopicSummary implements Runnable, AutoCloseable {
    private final Topics topics;
    private final Map<String, Object> client;
    private final PredictionSummary answers;
    private final LearningSummary learning;
    private final Runnable answered;
    private final PredictionCodec predictions;
    private final ScoreCodec scores;
    private long dlq;
    private RuntimeException failure;
    private volatile boolean closing;

    /**
     * @param truth the label of an image by its id; none for pictures of others
     * @param answered told of each prediction
     */
    TopicSummary(
            Map<String, Object> client,
            Topics topics,
            String model,
            Function<String, OptionalInt> truth,
            Runnable answered) {
        this.client = client;
        this.topics = topics;
        this.predictions = new PredictionCodec(topics.formats());
        this.scores = new ScoreCodec(topics.formats());
        this.answers = new PredictionSummary(truth);
        this.learning = new LearningSummary(model);
        this.answered = answered;
    }

    @Override
    public void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = CommittedRecords.consumer(client)) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                take(consumer.poll(CommittedRecords.POLL));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Waits until the books say so; throws what has stopped the book-keeping, if anything has. */
    synchronized void await(Predicate<TopicSummary> condition) throws InterruptedException {
        while (!condition.test(this)) {
            if (failure != null) {
                throw failure;
            }
            wait(1_000);
        }
    }

    /** Looks something up while nothing is being written. */
    synchronized <T> T ask(Function<TopicSummary, T> question) {
        return question.apply(this);
    }

    PredictionSummary answers() {
        return answers;
    }

    LearningSummary learning() {
        return learning;
    }

    long dlq() {
        return dlq;
    }

    /** Stops the book-keeping because something else has failed; whoever waits is told. */
    synchronized void fail(RuntimeException why) {
        failure = why;
        notifyAll();
    }

    @Override
    public void close() {
        closing = true;
    }

    private synchronized void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(this::take);
        notifyAll();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.predictions())) {
            answers.take(predictions.read(record));
            answered.run();
        } else if (record.topic().equals(topics.scores())) {
            learning.takeScore(scores.read(record).batch());
        } else if (record.topic().equals(topics.models())) {
            learning.takeModel(new String(record.key(), StandardCharsets.UTF_8), record.value());
        } else {
            dlq++;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return List.of(
                        topics.predictions(),
                        topics.scores(),
                        topics.models(),
                        topics.deadLettersOf(topics.images()),
                        topics.deadLettersOf(topics.labeledImages()))
                .stream()
                .flatMap(topic -> CommittedRecords.partitions(consumer, topic).stream())
                .toList();
    }
}
