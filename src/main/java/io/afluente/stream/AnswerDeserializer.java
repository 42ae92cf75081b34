package io.afluente.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.model.Prediction;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads predictions back; label and confidence follow from the probabilities. */
public final class AnswerDeserializer implements Deserializer<Answer> {
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(Fields.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Fields(
            String id, float[] probabilities, String model, String version, Source source) {}

    @Override
    public Answer deserialize(String topic, byte[] json) {
        try {
            Fields fields = JSON.readValue(json);
            return new Answer(
                    fields.id,
                    new Prediction(fields.probabilities),
                    fields.model,
                    fields.version,
                    fields.source);
        } catch (IOException e) {
            throw new SerializationException(topic + ": not a prediction: " + e.getMessage(), e);
        }
    }
}
