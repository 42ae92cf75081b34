package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.learn.MiniBatchScore;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/** Scores of mini-batches as JSON. */
public final class ScoreCodec extends TopicCodec<ScoreRecord> {
    private static final int CONFUSION_CELL = 3;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    @Override
    public byte[] serialize(String topic, ScoreRecord score) {
        try {
            return JSON.writeValueAsBytes(score);
        } catch (JsonProcessingException e) {
            throw new SerializationException("score of mini-batch " + score.batch().miniBatch(), e);
        }
    }

    @Override
    public ScoreRecord deserialize(String topic, byte[] json) {
        try {
            ScoreRecord score = JSON.readValue(json, ScoreRecord.class);
            need("topic", need("value", score).topic());
            requireAll(score.batch());
            return score;
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(topic, "score", e);
        }
    }

    private static void requireAll(MiniBatchScore batch) {
        need("score", batch.score());
        need("mistakes", batch.mistakes());
        need("events", batch.events()).forEach(event -> need("events.kind", event.kind()));
        if (need("confusion", batch.confusion()).stream()
                .anyMatch(cell -> cell.size() != CONFUSION_CELL)) {
            throw new IllegalArgumentException("confusion: needs label, answer and how often");
        }
    }
}
