package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFields;
import io.afluente.stream.format.ValueFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions. Label and confidence are not read, because they follow from the probabilities. Of
 * many labels there are the most probable ones alone.
 */
public final class PredictionCodec extends TopicCodec<PredictionRecord> {
    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(Fields.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Fields(
            String id,
            float[] probabilities,
            List<Likely> top,
            String model,
            String version,
            RecordPosition source) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Likely(Integer label, Float probability) {}

    private final PredictionJson writer = new PredictionJson();

    /** All JSON, and no registry to ask. */
    public PredictionCodec() {
        this(ValueFormats.JSON);
    }

    public PredictionCodec(ValueFormats formats) {
        this(formats, EventMode.NONE);
    }

    /**
     * @param events whether they are written in the envelope of an event
     */
    public PredictionCodec(ValueFormats formats, EventMode events) {
        super(formats, "predictions", events);
    }

    @Override
    byte[] toJson(String topic, PredictionRecord answer) {
        return writer.write(answer);
    }

    @Override
    PredictionRecord ofJson(String topic, byte[] json) {
        try {
            return answer(READER.readValue(json));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(topic, "prediction", e);
        }
    }

    @Override
    Map<String, ?> toFields(PredictionRecord answer) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", answer.id());
        fields.put("label", answer.prediction().label());
        if (answer.prediction() instanceof TopLabels top) {
            fields.put("confidence", top.confidence());
            fields.put("top", top.ranked().stream().map(PredictionCodec::fields).toList());
        } else if (answer.prediction() instanceof Prediction all) {
            fields.put("confidence", all.probabilities()[all.label()]);
            fields.put("probabilities", list(all.probabilities()));
        }
        fields.put("model", answer.model());
        fields.put("version", answer.version());
        fields.put("source", answer.source().fields());
        return fields;
    }

    private static Map<String, ?> fields(TopLabels.Ranked ranked) {
        return Map.of("label", ranked.label(), "probability", ranked.probability());
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    @Override
    PredictionRecord ofFields(String topic, ValueFields fields) {
        try {
            List<Likely> top = fields.records("top").stream().map(PredictionCodec::likely).toList();
            RecordPosition source = fields.record("source").map(RecordPosition::of).orElse(null);
            return answer(
                    new Fields(
                            fields.text("id").orElse(null),
                            fields.reals("probabilities"),
                            top.isEmpty() ? null : top,
                            fields.text("model").orElse(null),
                            fields.text("version").orElse(null),
                            source));
        } catch (IllegalArgumentException e) {
            throw refusal(topic, "prediction", e);
        }
    }

    private static Likely likely(ValueFields fields) {
        return new Likely(
                (int) fields.whole("label").orElse(-1), fields.real("probability").orElse(null));
    }

    @Override
    RuntimeException refused(String topic, BadValueException e) {
        return refusal(topic, "prediction", e);
    }

    private static PredictionRecord answer(Fields fields) {
        if (fields == null) {
            throw new IllegalArgumentException("null");
        }
        Answer answer = fields.top == null ? all(fields) : top(fields.top);
        need("source", need("source", fields.source).topic());
        return new PredictionRecord(
                need("id", fields.id),
                answer,
                need("model", fields.model),
                need("version", fields.version),
                fields.source);
    }

    private static Prediction all(Fields fields) {
        if (need("probabilities", fields.probabilities).length == 0) {
            throw new IllegalArgumentException("probabilities: missing");
        }
        return new Prediction(fields.probabilities);
    }

    private static TopLabels top(List<Likely> top) {
        if (top.isEmpty()) {
            throw new IllegalArgumentException("top: missing");
        }
        return new TopLabels(top.stream().map(PredictionCodec::ranked).toList());
    }

    private static TopLabels.Ranked ranked(Likely likely) {
        int label = need("top.label", need("top", likely).label);
        float probability = need("top.probability", likely.probability);
        if (label < 0) {
            throw new IllegalArgumentException("top.label: from 0, not " + label);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("top.probability: from 0 to 1, not " + probability);
        }
        return new TopLabels.Ranked(label, probability);
    }
}
