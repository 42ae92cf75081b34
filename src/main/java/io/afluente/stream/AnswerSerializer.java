package io.afluente.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes predictions as JSON, straight from the arrays. */
final class AnswerSerializer implements Serializer<PredictionRecord> {
    private static final int USUAL_BYTES = 400;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    @Override
    public byte[] serialize(String topic, PredictionRecord answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
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
}
