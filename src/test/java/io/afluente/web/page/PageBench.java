package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.replay.Pace;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ImageRecords;
import io.afluente.web.page.Browser.Point;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How quick the page is, and what it costs. Runs on request alone, against a service that runs
 * already: {@code mvn -B test -Dtest=PageBench -Dpage=http://127.0.0.1:8080/
 * -Dkafka=127.0.0.1:9092}. It prints what it measures and judges nothing.
 */
@EnabledIfSystemProperty(named = "page", matches = "http.*")
class PageBench {
    private static final String PAGE = System.getProperty("page");
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", System.getProperty("kafka", "127.0.0.1:9092"));
    private static final String IMAGES = "images";
    private static final int MAX_BYTES = 1 << 20;
    private static final int DRAWINGS = Integer.getInteger("drawings", 100);
    private static final int PER_SECOND = 10_000;
    private static final long SECONDS = Long.getLong("seconds", 600);
    private static final int SAMPLES = 10;
    private static final int BURST = 100_000;
    private static final int TURNS = 5;
    private static final String WATCH =
            """
            window.lags = []; window.tasks = [];
            let lifted;
            document.getElementById('pad').addEventListener('pointerup', () => { lifted = performance.now(); });
            new MutationObserver(() => {
              if (lifted !== undefined && document.getElementById('answer').textContent.includes('sure')) {
                const from = lifted;
                lifted = undefined;
                requestAnimationFrame(() => lags.push(performance.now() - from));
              }
            }).observe(document.getElementById('answer'), { childList: true, characterData: true, subtree: true });
            new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
              .observe({ type: 'longtask' });
            """;

    private final List<LabeledImage> pictures =
            IntStream.range(0, 1_000).mapToObj(TestNetworks::picture).toList();
    private final ImageRecords records = new ImageRecords(IMAGES, ImageRecords.Format.RAW);
    private RecordSender sender;
    private int sent;

    @BeforeEach
    void open() {
        sender = new RecordSender(KAFKA, MAX_BYTES);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void answersADrawing() {
        try (Browser browser = watched()) {
            Random hand = new Random(1);
            for (int i = 1; i <= DRAWINGS; i++) {
                browser.click("#clear");
                browser.draw("#pad", stroke(hand));
                browser.await("lags.length === " + i);
            }
            double[] millis = numbers(browser, "lags");
            print(
                    "answer after the pen is lifted: median %.0f ms, 95 %% below %.0f ms, worst %.0f"
                            + " ms of %d drawings",
                    millis[DRAWINGS / 2],
                    millis[(int) Math.ceil(DRAWINGS * 0.95) - 1],
                    millis[DRAWINGS - 1],
                    DRAWINGS);
        }
    }

    @Test
    void staysSmoothUnderLoad() {
        try (Browser browser = watched()) {
            Pace pace = Pace.of(PER_SECOND);
            print("heap after a collection, elements and images/s shown:");
            for (int sample = 0; sample <= SAMPLES; sample++) {
                print(
                        "%5d s: %6.2f MB, %d elements, %s images/s",
                        sample * SECONDS / SAMPLES,
                        browser.heapBytes() / 1e6,
                        browser.count("*"),
                        browser.text("#images-rate"));
                for (long i = 0; sample < SAMPLES && i < PER_SECOND * SECONDS / SAMPLES; i++) {
                    pace.await();
                    sendNext();
                }
            }
            double[] tasks = numbers(browser, "tasks");
            print(
                    "tasks over 50 ms: %d, the longest %.0f ms",
                    tasks.length, tasks.length == 0 ? 0 : tasks[tasks.length - 1]);
        }
    }

    @Test
    void costsTheClassifier() throws Exception {
        double[] without = new double[TURNS];
        double[] with = new double[TURNS];
        burst();
        for (int turn = 0; turn < TURNS; turn++) {
            without[turn] = burst();
            try (Stream<String> events = listen()) {
                Thread reader = new Thread(() -> events.forEach(line -> {}), "listener");
                reader.setDaemon(true);
                reader.start();
                with[turn] = burst();
                reader.interrupt();
            }
        }
        print("images/s without a page: %s", Arrays.toString(whole(without)));
        print("images/s with one open:  %s", Arrays.toString(whole(with)));
        Arrays.sort(without);
        Arrays.sort(with);
        print(
                "medians: %,.0f without, %,.0f with: %.1f %% less",
                without[TURNS / 2],
                with[TURNS / 2],
                100 - 100 * with[TURNS / 2] / without[TURNS / 2]);
    }

    private static Browser watched() {
        Browser browser = Browser.start();
        try {
            browser.look(1280, 900, false);
            browser.open(PAGE);
            browser.awaitText("#connection", "live");
            browser.run(WATCH);
            return browser;
        } catch (RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    private static Point[] stroke(Random hand) {
        List<Point> points = new ArrayList<>();
        for (double[] at : new double[][] {{.3, .2}, {.5, .2}, {.7, .2}, {.55, .5}, {.4, .85}}) {
            points.add(
                    new Point(
                            at[0] + hand.nextDouble(-.05, .05),
                            at[1] + hand.nextDouble(-.05, .05)));
        }
        return points.toArray(Point[]::new);
    }

    /** Sends many images at once; how many a second are answered once all of them lie there. */
    private double burst() throws Exception {
        for (int i = 0; i < BURST; i++) {
            sendNext();
        }
        sender.flush();
        try (Admin admin = Admin.create(KAFKA)) {
            String group = classifyGroup(admin);
            long end = end(admin);
            long first = committed(admin, group);
            long start = System.nanoTime();
            while (committed(admin, group) < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(end).as("images that were left when all had been sent").isGreaterThan(first);
            return (end - first) * 1e9 / (System.nanoTime() - start);
        }
    }

    /** How many images there are; a service may go on sending a few of its own. */
    private static long end(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicPartitionInfo partition : partitions(admin)) {
            latest.put(new TopicPartition(IMAGES, partition.partition()), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static List<TopicPartitionInfo> partitions(Admin admin) throws Exception {
        return admin.describeTopics(List.of(IMAGES)).allTopicNames().get().get(IMAGES).partitions();
    }

    private static String classifyGroup(Admin admin) throws Exception {
        return admin.listGroups().all().get().stream()
                .map(group -> group.groupId())
                .filter(id -> id.contains("-classify-"))
                .findFirst()
                .orElseThrow();
    }

    private static long committed(Admin admin, String group) throws Exception {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(at -> at.getKey().topic().equals(IMAGES))
                .mapToLong(at -> at.getValue().offset())
                .sum();
    }

    private static Stream<String> listen() throws Exception {
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(PAGE).resolve("/events")).build(),
                                BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private void sendNext() {
        int i = sent++;
        sender.send(records.of("bench-" + i, pictures.get(i % pictures.size()).image()));
    }

    private static double[] numbers(Browser browser, String list) {
        return ((List<?>) browser.evaluate(list))
                .stream().mapToDouble(value -> ((Number) value).doubleValue()).sorted().toArray();
    }

    private static long[] whole(double[] values) {
        return Arrays.stream(values).mapToLong(Math::round).toArray();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
