package io.afluente.stream.client;

import io.afluente.model.Prediction;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A prediction as it was recorded.
 *
 * @param position of its record
 * @param answer what it says
 * @param engine that computed it; null of a time when predictions did not say
 * @param sliceSize how many images were classified with it
 * @param slicePosition of its image among them, from 0
 */
record RecordedPrediction(
        RecordPosition position,
        PredictionRecord answer,
        String engine,
        int sliceSize,
        int slicePosition) {

    static RecordedPrediction of(ConsumerRecord<byte[], byte[]> record, PredictionCodec codec) {
        return new RecordedPrediction(
                RecordPosition.of(record),
                codec.read(record),
                HeaderNames.text(record.headers(), HeaderNames.ENGINE),
                number(record, HeaderNames.SLICE_SIZE),
                number(record, HeaderNames.SLICE_POSITION));
    }

    /** The largest distance between two probabilities of a label; 0 only for the same bits. */
    double apartFrom(Prediction again) {
        return answer.prediction().apartFrom(again);
    }

    PredictionAudit.Finding finding(String what) {
        return new PredictionAudit.Finding(position, answer.source(), answer.version(), what);
    }

    private static int number(ConsumerRecord<byte[], byte[]> record, String header) {
        String text = HeaderNames.text(record.headers(), header);
        if (text == null || !text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(
                    "%s-%d-%d: header %s: needs a whole number, not \"%s\""
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    header,
                                    text));
        }
        return Integer.parseInt(text);
    }
}
