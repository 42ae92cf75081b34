package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFields;
import io.afluente.stream.format.ValueFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Predictions. As JSON they are written straight from the arrays, for each image costs one; label
 * and confidence are not read, because they follow from the probabilities. Of many labels there are
 * the most probable ones alone.
 */
public final class PredictionCodec extends TopicCodec<PredictionRecord> {
    private static final int USUAL_BYTES = 400;
    private static final JsonFactory WRITER =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
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

    /** All JSON, and no registry to ask. */
    public PredictionCodec() {
        this(ValueFormats.JSON);
    }

    public PredictionCodec(ValueFormats formats) {
        super(formats, "predictions");
    }

    @Override
    byte[] toJson(String topic, PredictionRecord answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = WRITER.createGenerator(bytes)) {
            write(json, answer);
        } catch (IOException e) {
            throw new SerializationException("prediction of " + answer.id(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, PredictionRecord answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", answer.id());
        if (answer.prediction() instanceof TopLabels top) {
            writeLabel(json, top.label(), top.confidence());
            write(json, top);
        } else if (answer.prediction() instanceof Prediction all) {
            int label = all.label();
            writeLabel(json, label, all.probabilities()[label]);
            write(json, all);
        }
        json.writeStringField("model", answer.model());
        json.writeStringField("version", answer.version());
        json.writeObjectFieldStart("source");
        json.writeStringField("topic", answer.source().topic());
        json.writeNumberField("partition", answer.source().partition());
        json.writeNumberField("offset", answer.source().offset());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeLabel(JsonGenerator json, int label, float confidence)
            throws IOException {
        json.writeNumberField("label", label);
        json.writeNumberField("confidence", confidence);
    }

    private static void write(JsonGenerator json, Prediction all) throws IOException {
        json.writeArrayFieldStart("probabilities");
        for (float probability : all.probabilities()) {
            json.writeNumber(probability);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, TopLabels top) throws IOException {
        json.writeArrayFieldStart("top");
        for (TopLabels.Ranked ranked : top.ranked()) {
            json.writeStartObject();
            json.writeNumberField("label", ranked.label());
            json.writeNumberField("probability", ranked.probability());
            json.writeEndObject();
        }
        json.writeEndArray();
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
