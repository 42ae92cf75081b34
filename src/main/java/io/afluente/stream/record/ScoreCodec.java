package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.learn.MiniBatchScore;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFields;
import io.afluente.stream.format.ValueFormats;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/** Scores of mini-batches. */
public final class ScoreCodec extends TopicCodec<ScoreRecord> {
    private static final int CONFUSION_CELL = 3;
    private static final String CONFUSION = "confusion";
    private static final List<String> LISTS = List.of("mistakes", "events");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    /** All JSON, and no registry to ask. */
    public ScoreCodec() {
        this(ValueFormats.JSON);
    }

    public ScoreCodec(ValueFormats formats) {
        this(formats, EventMode.NONE);
    }

    /**
     * @param events whether they are written in the envelope of an event
     */
    public ScoreCodec(ValueFormats formats, EventMode events) {
        super(formats, "scores", events);
    }

    /**
     * In JSON a cell is three numbers, which no schema of the others can say: there it is named.
     */
    private static final List<String> CELL = List.of("label", "answer", "count");

    @Override
    Map<String, ?> toFields(ScoreRecord score) {
        Map<String, Object> fields =
                JSON.convertValue(score, new TypeReference<LinkedHashMap<String, Object>>() {});
        fields.put(CONFUSION, score.batch().confusion().stream().map(ScoreCodec::named).toList());
        return fields;
    }

    private static Map<String, Integer> named(List<Integer> cell) {
        return Map.of(CELL.get(0), cell.get(0), CELL.get(1), cell.get(1), CELL.get(2), cell.get(2));
    }

    @Override
    ScoreRecord ofFields(String topic, ValueFields fields) {
        Map<String, Object> json = new LinkedHashMap<>();
        LISTS.forEach(list -> json.put(list, List.of())); // in Protobuf an empty one is none
        fields.all().forEach((name, value) -> json.put(name.toString(), value));
        json.put(
                CONFUSION,
                fields.records(CONFUSION).stream()
                        .map(
                                cell ->
                                        CELL.stream()
                                                .map(name -> cell.whole(name).orElse(-1))
                                                .toList())
                        .toList());
        try {
            return checked(JSON.convertValue(json, ScoreRecord.class));
        } catch (IllegalArgumentException e) {
            throw refusal(topic, "score", e);
        }
    }

    @Override
    RuntimeException refused(String topic, BadValueException e) {
        return refusal(topic, "score", e);
    }

    @Override
    byte[] toJson(String topic, ScoreRecord score) {
        try {
            return JSON.writeValueAsBytes(score);
        } catch (JsonProcessingException e) {
            throw new SerializationException("score of mini-batch " + score.batch().miniBatch(), e);
        }
    }

    @Override
    ScoreRecord ofJson(String topic, byte[] json) {
        try {
            return checked(JSON.readValue(json, ScoreRecord.class));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(topic, "score", e);
        }
    }

    private static ScoreRecord checked(ScoreRecord score) {
        need("topic", need("value", score).topic());
        requireAll(score.batch());
        return score;
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
