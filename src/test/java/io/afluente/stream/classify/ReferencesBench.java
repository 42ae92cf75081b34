package io.afluente.stream.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PictureServer;
import io.afluente.stream.record.HeaderNames;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Slices of JPEG pictures of 224x224 that lie on a server on loopback, of the rate of the same
 * pictures in their records. The network is the smallest there is, and the server shares the
 * processors: a larger network or a server elsewhere hides more of the fetching. Each round
 * measures both by the clock, so that neighbours disturb both.
 */
class ReferencesBench {
    private static final int SIDE = 224;
    private static final int SLICE = 128;
    private static final int ROUNDS = 30;

    static {
        // else the JDK's server waits for acknowledgements that clients delay by 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final PictureServer server = new PictureServer();
    private final LiveModel live =
            new LiveModel(new Nd4jEngine(SLICE), Optional.empty(), Meters.none());
    private final List<byte[]> jpegs =
            IntStream.range(0, SLICE).mapToObj(ReferencesBench::jpeg).toList();
    private SliceClassifier classifier;

    @BeforeEach
    void start() {
        live.accept(TestNetworks.untrained(1, 1));
        IntStream.range(0, SLICE).forEach(i -> server.at("/" + i, jpegs.get(i)));
        FetchSettings settings =
                new FetchSettings(
                        AllowList.of(List.of(server.url("/"))),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(60));
        classifier = SliceClassifierTest.classifier(live, new Fetcher(settings, 4 << 20), 16 << 20);
    }

    @AfterEach
    void stop() {
        classifier.close();
        live.close();
        server.close();
    }

    @Test
    void claimCheck() {
        double[] ratios = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        for (int i = -ROUNDS / 2; i < ROUNDS; i++) {
            long inline = nanos(this::inline);
            long elsewhere = nanos(this::elsewhere);
            if (i >= 0) {
                ratios[i] = (double) inline / elsewhere;
                rates[i] = SLICE * 1e9 / elsewhere;
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "claim check: %.2f (%.2f to %.2f) of the rate inline, %.0f pictures/s%n",
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                rates[ROUNDS / 2]);
    }

    private PolledRow inline(int number) {
        return row(number, jpegs.get(number), "image/jpeg");
    }

    private PolledRow elsewhere(int number) {
        return row(number, server.url("/" + number).getBytes(UTF_8), "text/uri-list");
    }

    private static PolledRow row(int number, byte[] value, String contentType) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, contentType);
        return new PolledRow(number, ("key-" + number).getBytes(UTF_8), value, headers);
    }

    private long nanos(IntFunction<PolledRow> rows) {
        List<PolledRow> slice = IntStream.range(0, SLICE).mapToObj(rows).toList();
        long start = System.nanoTime();
        classifier.answer(slice);
        long taken = System.nanoTime() - start;
        if (!slice.stream().allMatch(row -> row.settled() && row.answered() != null)) {
            throw new IllegalStateException("not all are answered");
        }
        return taken;
    }

    /** Of soft patches of colour, with some noise, as photographs are. */
    private static byte[] jpeg(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int red = (int) (128 + 90 * Math.sin((x + number) / 19.0)) + random.nextInt(30);
                int green = (int) (128 + 90 * Math.sin((y - number) / 23.0)) + random.nextInt(30);
                int blue = (int) (128 + 90 * Math.sin((x + y) / 31.0)) + random.nextInt(30);
                image.setRGB(x, y, (red << 16) | (green << 8) | blue);
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
