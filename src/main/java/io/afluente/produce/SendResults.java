package io.afluente.produce;

import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what became of pictures: answers from the predictions, reasons from the DLQ. To be opened
 * before the first picture is sent. Belongs to one thread.
 */
public final class SendResults implements AutoCloseable {
    private final PredictionCodec codec;
    private final TopicReader answers;
    private final TopicReader deadLetters;

    public SendResults(Map<String, Object> client, Topics topics) {
        codec = new PredictionCodec(topics.formats());
        answers = new TopicReader(client, topics.predictions(), From.NOW);
        deadLetters = new TopicReader(client, topics.deadLettersOf(topics.images()), From.NOW);
    }

    /**
     * Waits until every picture that was sent has its outcome.
     *
     * @param patience without any news; afterwards the rest is left without an answer
     * @param each told of every outcome as it arrives
     * @return those that none arrived of
     */
    public Collection<SendResult> await(
            Collection<SendResult> sent, Duration patience, Consumer<SendResult> each) {
        Map<RecordPosition, SendResult> open = new HashMap<>();
        sent.forEach(outcome -> open.put(outcome.source(), outcome));
        long news = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - news < patience.toNanos()) {
            int before = open.size();
            answers.next().forEach(record -> answered(record, open, each));
            deadLetters.next().forEach(record -> refused(record, open, each));
            if (open.size() < before) {
                news = System.nanoTime();
            }
        }
        return open.values();
    }

    private void answered(
            ConsumerRecord<byte[], byte[]> record,
            Map<RecordPosition, SendResult> open,
            Consumer<SendResult> each) {
        PredictionRecord answer = codec.read(record);
        SendResult outcome = open.remove(answer.source());
        if (outcome != null) {
            String ink = HeaderNames.text(record.headers(), HeaderNames.INK);
            each.accept(outcome.answered(answer, ink));
        }
    }

    private static void refused(
            ConsumerRecord<byte[], byte[]> record,
            Map<RecordPosition, SendResult> open,
            Consumer<SendResult> each) {
        DeadLetter letter = new DeadLetter(record);
        SendResult outcome = letter.source().map(open::remove).orElse(null);
        if (outcome != null) {
            each.accept(outcome.refused(letter.reason()));
        }
    }

    @Override
    public void close() {
        answers.close();
        deadLetters.close();
    }
}
