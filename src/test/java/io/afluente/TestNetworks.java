package io.afluente;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.model.file.NetworkFolder;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks and pictures for tests: the repository's own, and small synthetic digits. */
public final class TestNetworks {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);
    private static final InputShape LARGE = new InputShape(224, 224, 3);

    private TestNetworks() {}

    /** The network of {@code models/mnist}. */
    public static NetworkSpec mnist() {
        return NetworkFolder.read(Path.of("models", "mnist")).spec();
    }

    /** A network that has learned nothing, as a checkpoint; another seed is another network. */
    public static Checkpoint untrained(long sequence, long seed) {
        return untrained(mnist(), sequence, seed);
    }

    /** The same of another network. */
    public static Checkpoint untrained(NetworkSpec spec, long sequence, long seed) {
        SavedNetwork network = Networks.initial(spec, seed);
        Lineage lineage = Lineage.beginning(null, network, seed, "test", "test");
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }

    /**
     * A network whose one output overflows for {@link #overflow()} and for no picture that a
     * network is tried with: two equal weights of unlike sign, on two pixels that agree there.
     */
    public static Checkpoint overflowing(long sequence) {
        NetworkSpec spec = likeMnist(output());
        int[] pixels = pixelsThatAgree();
        float[] parameters = Networks.initial(spec, 1).parameters();
        Arrays.fill(parameters, 0);
        parameters[pixels[0]] = Float.MAX_VALUE * 0.9f;
        parameters[pixels[1]] = -Float.MAX_VALUE * 0.9f;
        parameters[10 * SHAPE.size()] = Float.MAX_VALUE / 2; // the first bias
        return sealed(sequence, new SavedNetwork(spec, parameters, new float[0], 0, Map.of()));
    }

    /** A network of mnist's name, pictures and labels that DL4J describes, but can't run. */
    public static Checkpoint unrunnable(long sequence) {
        Layer pooling =
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.SUM)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build();
        return sealed(sequence, Networks.initial(likeMnist(pooling, output()), 1));
    }

    /** A network for large coloured pictures, of very few parameters. */
    public static NetworkSpec large() {
        Layer pooling =
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                        .kernelSize(56, 56)
                        .stride(56, 56)
                        .build();
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Sgd(0.1))
                        .list(pooling, output())
                        .setInputType(InputType.convolutional(224, 224, 3))
                        .build()
                        .toJson();
        NetworkSpec mnist = mnist();
        return new NetworkSpec(
                "large",
                LARGE,
                mnist.labels(),
                new Normalisation(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
                json);
    }

    /** A picture of noise for {@link #large()}, which no packing makes smaller. */
    public static LabeledImage noise(int number) {
        byte[] pixels = new byte[LARGE.size()];
        new Random(number).nextBytes(pixels);
        return new LabeledImage(new Image(LARGE, pixels), number % 10);
    }

    /** A network of one layer, with mnist's name and pictures, and many labels. */
    public static NetworkSpec manyLabels(int labels) {
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Sgd(0.1))
                        .list(output(labels))
                        .setInputType(InputType.convolutional(28, 28, 1))
                        .build()
                        .toJson();
        List<String> names = IntStream.range(0, labels).mapToObj(i -> "kind " + i).toList();
        NetworkSpec mnist = mnist();
        return new NetworkSpec(mnist.name(), mnist.input(), names, mnist.normalisation(), json);
    }

    /** A network of these layers, with mnist's name, pictures and labels. */
    public static NetworkSpec likeMnist(Layer... layers) {
        NetworkSpec mnist = mnist();
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Sgd(0.1))
                        .list(layers)
                        .setInputType(InputType.convolutional(28, 28, 1))
                        .build()
                        .toJson();
        return new NetworkSpec(
                mnist.name(), mnist.input(), mnist.labels(), mnist.normalisation(), json);
    }

    /** A layer that ends such a network. */
    public static Layer output() {
        return output(10);
    }

    private static Layer output(int labels) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(labels)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static Checkpoint sealed(long sequence, SavedNetwork network) {
        Lineage lineage = Lineage.beginning(null, network, 1, "test", "test");
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }

    /** The pixels of a picture that {@link #overflowing} gives no numbers for. */
    public static byte[] overflow() {
        byte[] pixels = new byte[SHAPE.size()];
        pixels[pixelsThatAgree()[0]] = (byte) 255;
        return pixels;
    }

    private static int[] pixelsThatAgree() {
        List<Image> tried = Rehearsal.pictures(SHAPE);
        int other = 1;
        while (!agree(tried, other)) {
            other++;
        }
        return new int[] {0, other};
    }

    private static boolean agree(List<Image> pictures, int other) {
        return pictures.stream().allMatch(p -> p.pixels()[0] == p.pixels()[other]);
    }

    /**
     * A noisy picture whose bright row tells its label: easy to learn, the same for each number.
     */
    public static LabeledImage picture(int number) {
        Random random = new Random(number);
        int label = number % 10;
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SHAPE.width();
            boolean bright = row / 2 == label + 2;
            pixels[i] = (byte) ((bright ? 160 : 0) + random.nextInt(90));
        }
        return new LabeledImage(new Image(SHAPE, pixels), label);
    }

    /** A picture that shows writing: an upright stroke, light on dark. */
    public static io.afluente.image.Image writing() {
        byte[] pixels = new byte[56 * 56];
        for (int i = 0; i < pixels.length; i++) {
            boolean ink = i / 56 >= 12 && i / 56 < 44 && i % 56 >= 26 && i % 56 < 31;
            pixels[i] = (byte) (ink ? 235 : 20);
        }
        return new io.afluente.image.Image(new io.afluente.image.InputShape(56, 56, 1), pixels);
    }
}
