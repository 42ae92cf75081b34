package io.afluente.model.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.Resizing;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BackboneSpec.Channels;
import io.afluente.model.Classifier;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Heads;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.onnx.MobileNets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of 224x224 in colour before a backbone of MobileNetV2's shape: how fast they are
 * answered and learned from, of what ONNX Runtime alone does, and ImageIO where they are JPEG. Run
 * it with {@code OMP_NUM_THREADS=1}. All work is done by one thread, whose time on a processor is
 * measured; each round measures all, so that neighbours disturb all.
 */
class LargePicturesBench {
    private static final InputShape PICTURE = new InputShape(224, 224, 3);
    private static final Normalisation IMAGENET =
            new Normalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));
    private static final int ROUNDS = 15;
    private static final int SLICE = 32;

    @TempDir private Path folder;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final List<byte[]> jpegs =
            IntStream.range(0, SLICE).mapToObj(LargePicturesBench::jpeg).toList();
    private List<Image> pictures;
    private NetworkSpec network;
    private Path file;

    @BeforeEach
    void write() {
        file = MobileNets.write(folder.resolve("mobilenet.onnx"), PICTURE.width());
        network = network();
        pictures = jpegs.stream().map(this::decoded).toList();
    }

    @Test
    void answers() {
        SavedNetwork drawn = Networks.initial(network, 1);
        BackboneEngine engine = new BackboneEngine(new Nd4jEngine(SLICE), spec -> file);
        try (OrtSession alone = OnnxSessions.open(file);
                ServableNetwork servable = engine.prepare(drawn);
                Classifier classifier = servable.classifier()) {
            compare(
                    "answers",
                    alone,
                    () -> classifier.predict(pictures),
                    () -> classifier.predict(jpegs.stream().map(this::decoded).toList()));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void learning() {
        try (OrtSession alone = OnnxSessions.open(file);
                PictureInputs inputs = PictureInputs.of(network, spec -> file);
                OnlineClassifier head = Networks.online(Networks.initial(network, 1), SLICE)) {
            compare(
                    "learning",
                    alone,
                    () -> learn(head, inputs, pictures.stream()),
                    () -> learn(head, inputs, jpegs.stream().map(this::decoded)));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void learn(OnlineClassifier head, PictureInputs inputs, Stream<Image> pictures) {
        head.learn(pictures.map(inputs::of).map(input -> new LabeledImage(input, 3)).toList(), 1);
    }

    private Image decoded(byte[] jpeg) {
        return decoder.decode(jpeg, network.pictures());
    }

    /** Prints what of its rate is left, of pixels and of JPEG files. */
    private void compare(String what, OrtSession alone, Runnable ofPixels, Runnable ofFiles) {
        FloatBuffer inputs =
                ByteBuffer.allocateDirect(PICTURE.size() * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        Runnable runtime = () -> pictures.forEach(picture -> run(alone, inputs));
        Runnable imageIo = () -> jpegs.forEach(LargePicturesBench::read);
        double[] pixels = new double[ROUNDS];
        double[] files = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        Stream.of(runtime, imageIo, ofPixels, ofFiles).forEach(Runnable::run);
        for (int i = 0; i < ROUNDS; i++) {
            long byRuntime = nanos(runtime);
            long byImageIo = nanos(imageIo);
            long taken = nanos(ofPixels);
            pixels[i] = (double) byRuntime / taken;
            rates[i] = SLICE * 1e9 / taken;
            files[i] = (double) (byRuntime + byImageIo) / nanos(ofFiles);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: pixels %s of ONNX Runtime alone, %.0f/s; JPEG %s of it and ImageIO%n",
                what,
                median(pixels),
                Arrays.stream(rates).sorted().skip(ROUNDS / 2).findFirst().orElseThrow(),
                median(files));
    }

    private static String median(double[] ratios) {
        Arrays.sort(ratios);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }

    private static long nanos(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static void run(OrtSession session, FloatBuffer inputs) {
        long[] shape = {1, PICTURE.channels(), PICTURE.height(), PICTURE.width()};
        try (OnnxTensor input =
                        OnnxTensor.createTensor(OnnxEnvironment.get(), inputs.rewind(), shape);
                OrtSession.Result result =
                        session.run(Map.of(MobileNets.INPUT, input), Set.of(MobileNets.LAST))) {
            if (result.size() != 1) {
                throw new IllegalStateException("no result");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(byte[] jpeg) {
        try {
            if (ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth() != PICTURE.width()) {
                throw new IllegalStateException("another picture");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NetworkSpec network() {
        BackboneSpec backbone =
                new BackboneSpec(
                        "0".repeat(64),
                        MobileNets.INPUT,
                        MobileNets.POOLED,
                        MobileNets.EMBEDDING,
                        PICTURE,
                        Resizing.LETTERBOX,
                        Layout.CHANNELS_FIRST,
                        Channels.RGB,
                        IMAGENET);
        List<String> labels = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new NetworkSpec(
                "mobilenet",
                InputShape.embedding(MobileNets.EMBEDDING),
                labels,
                new Normalisation(List.of(0f), List.of(1f)),
                Heads.dense(MobileNets.EMBEDDING, labels.size()),
                Optional.of(backbone));
    }

    /** Of soft patches of colour, with some noise, as photographs are. */
    private static byte[] jpeg(int number) {
        Random random = new Random(number);
        int side = PICTURE.width();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int red = (int) (128 + 90 * Math.sin((x + number) / 19.0)) + random.nextInt(30);
                int green = (int) (128 + 90 * Math.sin((y - number) / 23.0)) + random.nextInt(30);
                int blue = (int) (128 + 90 * Math.sin((x + y) / 31.0)) + random.nextInt(30);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
