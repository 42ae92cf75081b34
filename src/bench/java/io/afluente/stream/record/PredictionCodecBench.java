package io.afluente.stream.record;

import io.afluente.model.Prediction;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One prediction as JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PredictionCodecBench {
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
