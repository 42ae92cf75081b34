package io.afluente.stream.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.afluente.model.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One prediction as JSON, in turn with what Jackson's generator would take for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PredictionCodecBench {
    private static final JsonFactory JACKSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final PredictionCodec codec = new PredictionCodec();
    private PredictionRecord[] answers;
    private int next;

    @Setup
    public void draw() {
        Random random = new Random(1);
        answers = new PredictionRecord[1024];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = answer(i, random);
        }
    }

    @Benchmark
    public byte[] write() {
        return codec.serialize("predictions", answers[next++ & answers.length - 1]);
    }

    @Benchmark
    public byte[] jackson() throws IOException {
        PredictionRecord answer = answers[next++ & answers.length - 1];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(400);
        try (JsonGenerator json = JACKSON.createGenerator(bytes)) {
            float[] probabilities = ((Prediction) answer.prediction()).probabilities();
            json.writeStartObject();
            json.writeStringField("id", answer.id());
            json.writeNumberField("label", answer.prediction().label());
            json.writeNumberField("confidence", answer.prediction().confidence());
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
        return bytes.toByteArray();
    }

    private static PredictionRecord answer(int number, Random random) {
        float[] row = new float[10];
        float sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) Math.exp(4 * random.nextGaussian());
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
        return new PredictionRecord(
                "train-%06d".formatted(number),
                new Prediction(row),
                "mnist",
                "000045-43137b86a787",
                new RecordPosition("images", 3, number));
    }
}
