package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.OnnxEngine;
import io.afluente.model.file.NetworkFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The whole MNIST network, from 8-bit pixels to probabilities, and a training step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NetworkBench {
    @Param({"1", "8", "64", "128"})
    public int batch;

    private List<LabeledImage> examples;
    private List<Image> images;
    private ServableNetwork nd4j;
    private ServableNetwork onnx;
    private Classifier byNd4j;
    private Classifier byOnnx;
    private OnlineClassifier learner;

    @Setup
    public void open() {
        NetworkSpec spec = NetworkFolder.read(Path.of("models", "mnist")).spec();
        SavedNetwork network = Networks.initial(spec, 1);
        Random random = new Random(1);
        examples = Stream.generate(() -> picture(spec, random)).limit(batch).toList();
        images = examples.stream().map(LabeledImage::image).toList();
        nd4j = new Nd4jEngine(batch).prepare(network);
        onnx = new OnnxEngine(batch).prepare(network);
        byNd4j = nd4j.classifier();
        byOnnx = onnx.classifier();
        learner = Networks.online(network, batch);
    }

    @Benchmark
    public Object nd4j() {
        return byNd4j.predict(images);
    }

    @Benchmark
    public Object onnx() {
        return byOnnx.predict(images);
    }

    @Benchmark
    public Object learn() {
        return learner.learn(examples, 1);
    }

    @TearDown
    public void close() {
        byNd4j.close();
        byOnnx.close();
        nd4j.close();
        onnx.close();
        learner.close();
    }

    private static LabeledImage picture(NetworkSpec spec, Random random) {
        byte[] pixels = new byte[spec.input().size()];
        random.nextBytes(pixels);
        return new LabeledImage(new Image(spec.input(), pixels), random.nextInt(10));
    }
}
