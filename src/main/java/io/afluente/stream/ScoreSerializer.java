package io.afluente.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.learn.MiniBatchScore;
import org.apache.kafka.common.errors.SerializationException;

/** Writes the score of a mini-batch as the JSON of the topic of scores. */
final class ScoreSerializer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record ScoreRecord(
            String model, String topic, int partition, @JsonUnwrapped MiniBatchScore miniBatch) {}

    private ScoreSerializer() {}

    static byte[] toJson(String model, RecordPosition last, MiniBatchScore score) {
        try {
            return JSON.writeValueAsBytes(
                    new ScoreRecord(model, last.topic(), last.partition(), score));
        } catch (JsonProcessingException e) {
            throw new SerializationException("score of mini-batch " + score.miniBatch(), e);
        }
    }
}
