package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestService;
import io.afluente.image.PngEncoder;
import io.afluente.learn.LearnSettings;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.topic.Topics;
import io.afluente.web.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a model that takes coloured pictures and has hundreds of labels. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf(
        value = "io.afluente.web.page.Browser#isHere",
        disabledReason = "there is no Chromium here (Debian: chromium, chromium-driver)")
class ColourPageIT {
    private static final Path SHOTS = Path.of("target", "page");
    private static final int LESSONS = 1_600;
    private static final int KIND = 7 * 7;
    private static final String NAME = "six-pointed star";

    @TempDir private Path files;
    private TestCluster cluster;
    private Topics topics;
    private ServedPage page;
    private WebServer server;
    private Browser browser;

    @BeforeAll
    void start(TestCluster cluster, @TempDir Path folder) throws Exception {
        this.cluster = cluster;
        topics = cluster.topics();
        TestService service = service(cluster, folder);
        page = ServedPage.start(service, false, "");
        server = WebServer.start("127.0.0.1", 0, page.web().routes());
        browser = Browser.start();
        teach(LESSONS);
        cluster.read(topics.scores(), LESSONS / 16);
    }

    private static TestService service(TestCluster cluster, Path folder) {
        TestService service =
                TestService.on(cluster, folder)
                        .of(ColourPictures.network(), Optional.empty(), folder);
        LearnSettings often = new LearnSettings(16, 25, 1, 1000, 0.01);
        return new TestService(cluster, service.settings().learning(often));
    }

    @AfterAll
    void stop() throws IOException {
        browser.close();
        server.close();
        page.close();
    }

    @BeforeEach
    void open() {
        browser.complaints();
        browser.look(1280, 900, false);
        browser.open("http://localhost:" + server.port() + "/");
        browser.awaitText("#connection", "live");
    }

    @Test
    void shouldAnswerAPictureByNameAndLearnWhatItWasFromASearch() throws IOException {
        assertThat(browser.count("#pad:not([hidden] *)")).as("nothing to draw on").isZero();
        browser.drop("#ask", List.of(file(KIND, 200)));

        browser.awaitText("#answer", "% sure");
        assertThat(ColourPictures.labels()).contains(browser.text("#answer").split(",", -1)[0]);
        assertThat(browser.count("#bars li")).as("the most probable").isEqualTo(5);
        assertThat(browser.count("#labels button")).as("the likeliest").isEqualTo(5);
        browser.await("document.querySelector('#sent').width === 64");

        browser.type("#label-search", NAME);
        browser.awaitText("#labels-found", "The first 12");
        browser.type("#label-search", Keys.HOME + "violet ");
        browser.await("document.querySelectorAll('#labels button').length === 1");
        browser.type("#label-search", "" + Keys.ENTER);

        browser.awaitText("#lesson", "Learned in ");
        browser.type("#label-search", "no such thing");
        browser.awaitText("#labels-found", "No label has that in it");
    }

    @Test
    void shouldListTheMistakesMadeMostOftenAndThoseOfOneLabel() {
        browser.await("document.querySelectorAll('#pairs button').length === 12");
        assertThat(browser.count("#confusion td")).as("no table of 90,000 counts").isZero();
        assertThat(browser.count("#recall li")).isEqualTo(12);

        browser.click("#pairs button");
        browser.awaitText("#mistakes-title", "the latest:");
        browser.await("document.querySelector('#mistakes img').naturalWidth === 64");

        browser.type("#confusion-search", browser.text("#pairs button span"));
        browser.awaitText("#confusion-found", " right");
        browser.await("document.querySelectorAll('#recall li').length <= 1");
    }

    @Test
    void shouldShowFeatureMapsByTheNamesOfTheirLayers() throws IOException {
        browser.drop("#ask", List.of(file(KIND, 64)));

        browser.awaitText("#insight-about", "sure. Bright is much");
        assertThat(browser.text("#layers details:nth-of-type(1) summary"))
                .startsWith("edges what its 12 filters find");
        assertThat(browser.text("#layers details:nth-of-type(2) summary"))
                .startsWith("corners what the first 24 of its 32 filters find");
        assertThat(browser.count(".map")).isEqualTo(12 + 24);
    }

    @Test
    void shouldBeUsableByEverybody() throws IOException {
        browser.drop("#ask", List.of(file(KIND, 240), file(11 * 7, 300)));
        browser.awaitText("#insight-about", "sure. Bright is much");
        browser.click("#pairs button");
        browser.await("document.querySelectorAll('#mistakes img').length > 0");
        for (int shown = 1; shown <= 6; shown++) {
            int from = 10 * shown;
            cluster.send(
                    IntStream.range(from, from + 10)
                            .mapToObj(i -> image(topics.images(), i))
                            .toList());
            browser.await("document.querySelectorAll('#strip img').length >= " + shown);
        }
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1280, 390}) {
                browser.look(width, 844, dark);
                assertThat(browser.violations()).as("%d wide, dark: %s", width, dark).isEmpty();
                assertThat(browser.number("document.documentElement.scrollWidth - innerWidth"))
                        .as("too wide for the window")
                        .isLessThanOrEqualTo(0);
                String name = (width < 500 ? "phone" : "page") + (dark ? "-dark" : "");
                browser.screenshot(SHOTS.resolve("colour-" + name + ".png"));
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void teach(int lessons) {
        cluster.send(
                IntStream.range(0, lessons)
                        .mapToObj(
                                i -> {
                                    var record = image(topics.labeledImages(), i);
                                    int label = ColourPictures.label(i);
                                    HeaderNames.put(record.headers(), HeaderNames.LABEL, label);
                                    return record;
                                })
                        .toList());
    }

    private static ProducerRecord<byte[], byte[]> image(String topic, int number) {
        var record =
                new ProducerRecord<>(
                        topic,
                        ("star-" + number).getBytes(StandardCharsets.UTF_8),
                        ColourPictures.picture(ColourPictures.label(number), number, 64).pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        return record;
    }

    private Path file(int label, int side) throws IOException {
        byte[] png = PngEncoder.encode(ColourPictures.picture(label, 7, side));
        return Files.write(
                files.resolve(ColourPictures.labels().get(label) + "-" + side + ".png"), png);
    }
}
