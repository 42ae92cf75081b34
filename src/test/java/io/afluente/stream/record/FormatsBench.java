package io.afluente.stream.record;

import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.stream.format.TestRegistry;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.format.ValueFormats;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a format costs: processor time of one thread for an image, from the value that is read to
 * the value that is written, as a table. The formats take turns in each round, and each is compared
 * with the JSON of its own round.
 */
@EnabledIfSystemProperty(named = "rounds", matches = "\\d+")
class FormatsBench {
    private static final int SLICE = 64;
    private static final int SLICES = 100;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = Integer.getInteger("rounds", 21);
    private static final RecordPosition SOURCE = new RecordPosition("images", 0, 1_000_000);

    private final List<Image> pictures =
            IntStream.range(0, SLICE)
                    .mapToObj(TestNetworks::picture)
                    .map(LabeledImage::image)
                    .toList();

    /** Reads and writes one format. */
    private record Way(ImageCodec images, List<byte[]> values, PredictionCodec predictions) {}

    @Test
    void comparesAvroAndProtobufWithJson() {
        try (TestRegistry registry = new TestRegistry();
                ServableNetwork network =
                        new Nd4jEngine(SLICE).prepare(TestNetworks.untrained(1, 1).network());
                Classifier classifier = network.classifier()) {
            Map<ValueFormat, Way> ways = new EnumMap<>(ValueFormat.class);
            for (ValueFormat format : ValueFormat.values()) {
                ways.put(format, way(registry, format));
            }
            for (int i = 0; i < WARM_UP; i++) {
                round(ways, classifier);
            }
            Map<ValueFormat, List<Double>> ratios = new EnumMap<>(ValueFormat.class);
            Map<ValueFormat, List<Double>> micros = new EnumMap<>(ValueFormat.class);
            for (int i = 0; i < ROUNDS; i++) {
                Map<ValueFormat, Double> round = round(ways, classifier);
                double json = round.get(ValueFormat.JSON);
                round.forEach(
                        (format, took) -> {
                            add(ratios, format, took / json);
                            add(micros, format, took);
                        });
            }
            print(micros, ratios);
        }
    }

    private static void add(
            Map<ValueFormat, List<Double>> all, ValueFormat format, double measured) {
        all.computeIfAbsent(format, any -> new ArrayList<>()).add(measured);
    }

    private Way way(TestRegistry registry, ValueFormat format) {
        ValueFormats formats = registry.formats(Map.of("images", format, "predictions", format));
        List<byte[]> values = pictures.stream().map(picture -> value(formats, picture)).toList();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        return new Way(
                new ImageCodec(decoder, 1 << 20, formats), values, new PredictionCodec(formats));
    }

    private static byte[] value(ValueFormats formats, Image picture) {
        if (formats.of("images") == ValueFormat.JSON) {
            return new ImageRecords("images", ImageRecords.Format.JSON).of("a", picture).value();
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("format", "raw");
        fields.put("height", picture.shape().height());
        fields.put("width", picture.shape().width());
        fields.put("channels", picture.shape().channels());
        fields.put("data", picture.pixels());
        return formats.write("images", "images", fields);
    }

    /** Microseconds of an image, by its format. */
    private Map<ValueFormat, Double> round(Map<ValueFormat, Way> ways, Classifier classifier) {
        Map<ValueFormat, Double> round = new EnumMap<>(ValueFormat.class);
        ways.forEach(
                (format, way) -> {
                    long start = processorNanos();
                    for (int i = 0; i < SLICES; i++) {
                        answer(way, classifier);
                    }
                    round.put(format, (processorNanos() - start) / 1e3 / (SLICES * SLICE));
                });
        return round;
    }

    private void answer(Way way, Classifier classifier) {
        PictureForm form = PictureForm.of(classifier.input());
        RecordHeaders none = new RecordHeaders();
        List<Image> images =
                way.values().stream().map(value -> way.images().image(value, none, form)).toList();
        for (Prediction prediction : classifier.predict(images)) {
            way.predictions()
                    .serialize(
                            "predictions",
                            new RecordHeaders(),
                            new PredictionRecord(
                                    "train-000123",
                                    prediction,
                                    "mnist",
                                    "000047-0123456789ab",
                                    SOURCE));
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(
            Map<ValueFormat, List<Double>> micros, Map<ValueFormat, List<Double>> ratios) {
        System.out.println("| format | µs an image, median | of JSON's, median | least | most |");
        System.out.println("|---|---:|---:|---:|---:|");
        ratios.forEach(
                (format, all) -> {
                    double[] sorted = sorted(all);
                    System.out.printf(
                            "| %s | %.1f | %.3f | %.3f | %.3f |%n",
                            format,
                            median(sorted(micros.get(format))),
                            median(sorted),
                            sorted[0],
                            sorted[sorted.length - 1]);
                });
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
