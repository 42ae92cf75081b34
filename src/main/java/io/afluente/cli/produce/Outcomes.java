package io.afluente.cli.produce;

import io.afluente.stream.DeadLetter;
import io.afluente.stream.HeaderNames;
import io.afluente.stream.PredictionCodec;
import io.afluente.stream.PredictionRecord;
import io.afluente.stream.RecordPosition;
import io.afluente.stream.TopicReader;
import io.afluente.stream.TopicReader.From;
import io.afluente.stream.Topics;
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
public final class Outcomes implements AutoCloseable {
    private final PredictionCodec codec = new PredictionCodec();
    private final TopicReader answers;
    private final TopicReader deadLetters;

    public Outcomes(Map<String, Object> client, Topics topics) {
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
    public Collection<Outcome> await(
            Collection<Outcome> sent, Duration patience, Consumer<Outcome> each) {
        Map<RecordPosition, Outcome> open = new HashMap<>();
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
            Map<RecordPosition, Outcome> open,
            Consumer<Outcome> each) {
        PredictionRecord answer = codec.read(record);
        Outcome outcome = open.remove(answer.source());
        if (outcome != null) {
            String ink = HeaderNames.text(record.headers(), HeaderNames.INK);
            each.accept(outcome.answered(answer, ink));
        }
    }

    private static void refused(
            ConsumerRecord<byte[], byte[]> record,
            Map<RecordPosition, Outcome> open,
            Consumer<Outcome> each) {
        DeadLetter letter = new DeadLetter(record);
        Outcome outcome = letter.source().map(open::remove).orElse(null);
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
