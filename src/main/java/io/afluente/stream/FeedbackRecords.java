package io.afluente.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records that say what a picture really was. */
public final class FeedbackRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String topic;

    private record Value(int label, RecordPosition source) {}

    /**
     * @param topic of feedback
     */
    public FeedbackRecords(String topic) {
        this.topic = topic;
    }

    /**
     * A correction, in the partition of its image so that the two meet.
     *
     * @param id of the image
     * @param label that is right
     * @param source where the image lies, as its prediction says
     */
    public ProducerRecord<byte[], byte[]> of(String id, int label, RecordPosition source) {
        try {
            var record =
                    new ProducerRecord<>(
                            topic,
                            source.partition(),
                            id.getBytes(StandardCharsets.UTF_8),
                            JSON.writeValueAsBytes(new Value(label, source)));
            HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.JSON);
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
