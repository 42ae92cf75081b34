package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.model.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Predictions as JSON. They are written straight from the arrays, for each image costs one; label
 * and confidence are not read, because they follow from the probabilities.
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
            String model,
            String version,
            RecordPosition source) {}

    @Override
    public byte[] serialize(String topic, PredictionRecord answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = WRITER.createGenerator(bytes)) {
            write(json, answer);
        } catch (IOException e) {
            throw new SerializationException("prediction of " + answer.id(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, PredictionRecord answer) throws IOException {
        float[] probabilities = answer.prediction().probabilities();
        int label = answer.prediction().label();
        json.writeStartObject();
        json.writeStringField("id", answer.id());
        json.writeNumberField("label", label);
        json.writeNumberField("confidence", probabilities[label]);
        json.writeArrayFieldStart("probabilities");
        for (float probability : probabilities) {
            json.writeNumber(probability);
        }
        json.writeEndArray();
        json.writeStringField("model", answer.model());
        json.writeStringField("version", answer.version());
        json.writeObjectFieldStart("source");
        json.writeStringField("topic", answer.source().topic());
        json.writeNumberField("partition", answer.source().partition());
        json.writeNumberField("offset", answer.source().offset());
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public PredictionRecord deserialize(String topic, byte[] json) {
        try {
            return answer(READER.readValue(json));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(topic, "prediction", e);
        }
    }

    private static PredictionRecord answer(Fields fields) {
        if (fields == null) {
            throw new IllegalArgumentException("null");
        }
        if (need("probabilities", fields.probabilities).length == 0) {
            throw new IllegalArgumentException("probabilities: missing");
        }
        need("source", need("source", fields.source).topic());
        return new PredictionRecord(
                need("id", fields.id),
                new Prediction(fields.probabilities),
                need("model", fields.model),
                need("version", fields.version),
                fields.source);
    }
}
