package io.afluente.web.page;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Stars of many colours and numbers of points, each a label of its own, and a network for them. */
final class ColourPictures {
    private static final List<String> POINTS =
            List.of(
                    "triangle",
                    "square",
                    "pentagon",
                    "hexagon",
                    "octagon",
                    "three-pointed star",
                    "four-pointed star",
                    "five-pointed star",
                    "six-pointed star",
                    "seven-pointed star",
                    "eight-pointed star",
                    "ten-pointed star",
                    "twelve-pointed star",
                    "sun",
                    "disc");
    private static final int[] CORNERS = {3, 4, 5, 6, 8, 3, 4, 5, 6, 7, 8, 10, 12, 24, 60};
    private static final List<String> COLOURS =
            List.of(
                    "red",
                    "vermilion",
                    "orange",
                    "amber",
                    "yellow",
                    "lime",
                    "leaf green",
                    "green",
                    "emerald",
                    "turquoise",
                    "cyan",
                    "sky blue",
                    "azure",
                    "blue",
                    "indigo",
                    "violet",
                    "purple",
                    "magenta",
                    "pink",
                    "crimson");
    private static final int STARS_FROM = 5;

    static final InputShape SHAPE = new InputShape(64, 64, 3);
    static final int LABELS = 300;

    private ColourPictures() {}

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (String points : POINTS) {
            COLOURS.forEach(colour -> labels.add(colour + " " + points));
        }
        return labels;
    }

    /** A small network for them, which learns fast. */
    static NetworkSpec network() {
        String json =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Adam(0.002))
                        .list(
                                new ConvolutionLayer.Builder(5, 5)
                                        .name("edges")
                                        .nOut(12)
                                        .stride(2, 2)
                                        .activation(Activation.RELU)
                                        .build(),
                                pooling(),
                                new ConvolutionLayer.Builder(3, 3)
                                        .name("corners")
                                        .nOut(32)
                                        .activation(Activation.RELU)
                                        .build(),
                                pooling(),
                                new DenseLayer.Builder()
                                        .nOut(64)
                                        .activation(Activation.RELU)
                                        .build(),
                                new OutputLayer.Builder(LossFunction.MCXENT)
                                        .nOut(LABELS)
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .setInputType(InputType.convolutional(64, 64, 3))
                        .build()
                        .toJson();
        return new NetworkSpec(
                "stars",
                SHAPE,
                labels(),
                new Normalisation(List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f)),
                json);
    }

    private static SubsamplingLayer pooling() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    /** Some labels are seen much more often than others. */
    static int label(int number) {
        Random random = new Random(number);
        return Math.min(LABELS - 1, (int) Math.abs(random.nextGaussian() * 25)) * 7 % LABELS;
    }

    /** A picture of a label, turned and lit by a seed. */
    static Image picture(int label, long seed, int side) {
        Random random = new Random(seed);
        BufferedImage drawn = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = drawn.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float light = 0.12f + 0.2f * random.nextFloat();
        brush.setColor(Color.getHSBColor(random.nextFloat(), 0.25f, light));
        brush.fillRect(0, 0, side, side);
        float hue = label % COLOURS.size() / (float) COLOURS.size();
        brush.setColor(Color.getHSBColor(hue, 0.8f, 0.8f + 0.2f * random.nextFloat()));
        brush.fill(star(label / COLOURS.size(), random, side));
        brush.dispose();
        return new Image(new InputShape(side, side, 3), pixels(drawn));
    }

    private static Polygon star(int points, Random random, int side) {
        boolean pointed = points >= STARS_FROM && points < POINTS.size() - 1;
        int corners = CORNERS[points] * (pointed ? 2 : 1);
        double radius = side * (0.34 + 0.1 * random.nextDouble());
        double turn = random.nextDouble() * Math.PI;
        Polygon star = new Polygon();
        for (int i = 0; i < corners; i++) {
            double far = pointed && i % 2 == 1 ? 0.5 * radius : radius;
            double angle = turn + 2 * Math.PI * i / corners;
            star.addPoint(
                    (int) Math.round(side / 2.0 + far * Math.cos(angle)),
                    (int) Math.round(side / 2.0 + far * Math.sin(angle)));
        }
        return star;
    }

    private static byte[] pixels(BufferedImage drawn) {
        int side = drawn.getWidth();
        byte[] pixels = new byte[side * side * 3];
        int[] rgb = drawn.getRGB(0, 0, side, side, null, 0, side);
        for (int i = 0; i < rgb.length; i++) {
            pixels[3 * i] = (byte) (rgb[i] >> 16);
            pixels[3 * i + 1] = (byte) (rgb[i] >> 8);
            pixels[3 * i + 2] = (byte) rgb[i];
        }
        return pixels;
    }
}
