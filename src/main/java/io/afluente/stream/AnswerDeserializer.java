package io.afluente.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.image.OneLine;
import io.afluente.model.Prediction;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads predictions back; label and confidence follow from the probabilities. */
public final class AnswerDeserializer implements Deserializer<PredictionRecord> {
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(Fields.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Fields(
            String id,
            float[] probabilities,
            String model,
            String version,
            RecordPosition source) {}

    @Override
    public PredictionRecord deserialize(String topic, byte[] json) {
        try {
            return answer(JSON.readValue(json));
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException(
                    OneLine.of(topic + ": not a prediction: " + OneLine.first(e.getMessage(), "")),
                    e);
        }
    }

    private static PredictionRecord answer(Fields fields) {
        if (fields == null) {
            throw new IllegalArgumentException("null");
        }
        if (fields.probabilities == null || fields.probabilities.length == 0) {
            throw new IllegalArgumentException("probabilities: missing");
        }
        if (fields.source == null || fields.source.topic() == null) {
            throw new IllegalArgumentException("source: missing");
        }
        return new PredictionRecord(
                need("id", fields.id),
                new Prediction(fields.probabilities),
                need("model", fields.model),
                need("version", fields.version),
                fields.source);
    }

    private static String need(String name, String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }
}
