package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.cli.CommandRun;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.PngEncoder;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.web.Http;
import io.afluente.web.WebServer;
import io.afluente.web.page.Browser.Point;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
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

/** The page in a real browser, through a real broker, as a person uses it. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf(
        value = "hasBrowser",
        disabledReason = "there is no Chromium here (Debian: chromium, chromium-driver)")
class PageIT {
    private static final Path SHOTS = Path.of("target", "page");
    private static final String TOKEN = "open sesame";
    private static final Point[] SEVEN = {
        new Point(0.3, 0.2),
        new Point(0.5, 0.2),
        new Point(0.7, 0.2),
        new Point(0.55, 0.5),
        new Point(0.4, 0.85)
    };

    private TestService service;
    private ServedPage page;
    private WebServer server;
    private Browser browser;

    static boolean hasBrowser() {
        return Browser.isHere();
    }

    @BeforeAll
    void start(TestCluster cluster, @TempDir Path folder) throws Exception {
        service = TestService.on(cluster, folder);
        page = ServedPage.start(service, true, TOKEN);
        server = WebServer.start("127.0.0.1", 0, page.web().routes());
        browser = Browser.start();
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
        awaitState("live");
        browser.click("#clear");
    }

    @Test
    void shouldAnswerADrawingAndLearnFromItsCorrection() {
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        browser.awaitText("#answer-about", "ms through Kafka");
        String before = versionIn(browser.text("#answer-about"));
        assertThat(browser.count("#bars li.best")).isEqualTo(1);

        browser.click("#labels button:nth-child(8)");
        browser.awaitText("#lesson", "Learned in ");

        String after = versionIn(browser.text("#lesson"));
        assertThat(after).isGreaterThan(before);
        assertThat(browser.text("#answer-about")).contains(after);
        browser.awaitText("#happened", after);
        browser.awaitText("#version-table .tag.champion", "champion");
        assertThat(service.cluster().read(service.cluster().topics().scores()))
                .as("mini-batches, the last of one example")
                .last()
                .satisfies(
                        score ->
                                assertThat(new String(score.value(), StandardCharsets.UTF_8))
                                        .contains("\"examples\":1,"));
    }

    @Test
    void shouldShowThePicturesBehindAMistake() {
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        // whatever it answers, one of two different lessons was a mistake
        for (int label : new int[] {2, 5}) {
            browser.click("#labels button:nth-child(" + (label + 1) + ")");
            browser.awaitText("#lesson", "Learned in ");
            browser.awaitText("#confusion", "1");
        }

        browser.await("document.querySelector('#confusion button')");
        browser.click("#confusion button");

        browser.awaitText("#mistakes-title", "the latest:");
        browser.await("document.querySelector('#mistakes img').naturalWidth === 28");
    }

    @Test
    void shouldShowALabelThatIsAddedWhileItIsOpen() {
        browser.awaitText("#labels", "9");
        int before = browser.count("#labels button");

        CommandRun added = CommandRun.of(service.cluster().arguments("models add-label", "star"));
        assertThat(added.err()).isEmpty();

        browser.awaitText("#labels button:last-child", "star");
        assertThat(browser.count("#labels button")).isEqualTo(before + 1);
        assertThat(browser.count("#bars li")).isEqualTo(before + 1);
        assertThat(browser.count("#recall li")).isEqualTo(before + 1);
        assertThat(browser.text("#confusion thead th:last-child")).isEqualTo("star");
        assertThat(browser.count("#confusion tbody td")).isEqualTo((before + 1) * (before + 1));
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        browser.click("#labels button:last-child");
        browser.awaitText("#lesson", "Learned in ");
    }

    @Test
    void shouldShowWhatTheNetworkSees() {
        browser.draw("#pad", SEVEN);

        browser.awaitText("#insight-about", "sure. Bright is much");
        assertThat(browser.count(".map")).as("maps of 8 and 16 filters").isEqualTo(8 + 16);
        assertThat(browser.count(".occlusion")).isEqualTo(1);
    }

    @Test
    void shouldBeDrawnOnByKeys() {
        browser.focus("#pad");
        browser.press(Keys.SPACE);
        IntStream.range(0, 6).forEach(i -> browser.press(Keys.ARROW_DOWN));
        browser.press(Keys.SPACE);

        browser.awaitText("#answer", "% sure");
        browser.press(Keys.DELETE);
        browser.awaitText("#answer", "Draw");
    }

    @Test
    void shouldServeTheVersionThatIsChosenAndMarkIt() {
        teachSomething();
        browser.awaitText("#version-table tbody tr:nth-child(1) td:nth-child(2)", "champion");
        String newest = browser.text("#version-table tbody tr:nth-child(1) th");
        String older = browser.text("#version-table tbody tr:nth-child(2) th");

        browser.click("#version-table tbody tr:nth-child(2) button");

        browser.awaitText("#version-table tbody tr:nth-child(2) td:nth-child(2)", "pinned");
        browser.awaitText("#version-table tbody tr:nth-child(1) td:nth-child(2)", "challenger");
        browser.awaitText("#happened .rolled-back", older);
        awaitAnswerBy(older);

        browser.click("#unpin");
        browser.awaitText("#version-table tbody tr:nth-child(1) td:nth-child(2)", "champion");
        browser.awaitText("#happened .unpinned", "after");
        awaitAnswerBy(newest);
    }

    @Test
    void shouldShowWhichVersionAnswersInTheShadowOrAShareOfTheKeys() {
        teachSomething();
        String older = browser.text("#version-table tbody tr:nth-child(2) th");
        ModelsTopic topic =
                new ModelsTopic(
                        service.settings().client(),
                        service.settings().topics(),
                        service.settings().network().name());

        topic.challenge(Version.parse(older), 0.25);
        browser.awaitText("#version-table tbody tr:nth-child(2) td", "25.0 % of the keys");
        browser.awaitText("#happened .challenger", older);
        topic.endChallenge();
        browser.awaitText("#happened .challenger", "ended");

        topic.shadow(Version.parse(older));

        browser.awaitText("#version-table .tag.shadow", "shadow");
        assertThat(browser.text("#version-table tbody tr:nth-child(2) td")).contains("challenger");
        browser.awaitText("#happened .shadow", older);
        topic.endShadow();
        browser.awaitText("#happened .shadow", "ended");
    }

    @Test
    void shouldTakeTheTokenToChangeAnythingFromElsewhere() {
        teachSomething();
        try (WebServer open = WebServer.start("0.0.0.0", 0, page.web().routes())) {
            browser.open("http://" + Browser.ELSEWHERE + ":" + open.port() + "/");
            awaitState("live");
            String version = browser.text("#version-table tbody tr:last-child th");

            browser.click("#version-table tbody tr:last-child button");
            giveToken("a wrong one");
            browser.awaitText("#token-wrong:not([hidden])", "not the token");
            browser.click("#token-dialog button[value=cancel]");
            browser.awaitText("#pin-about", "a token is needed");
            assertThat(browser.count(".tag.pinned")).isZero();

            browser.click("#version-table tbody tr:last-child button");
            giveToken(TOKEN);
            browser.awaitText("#pin-about", version + " is pinned and serves");
            browser.awaitText("#version-table tbody tr:last-child td", "pinned");
            browser.click("#unpin");
            browser.awaitText("#pin-about", "The learner's own serves again");
        }
    }

    @Test
    void shouldKeepTheFocusOnAButtonWhileNewVersionsCome() {
        teachSomething();
        String newest = browser.text("#version-table tbody th");
        browser.focus("#version-table tbody tr:last-child button");
        String focused = browser.evaluate("document.activeElement.ariaLabel").toString();

        service.sendLabeled(0, 16);
        browser.await(
                "document.querySelector('#version-table th.code').innerText !== '" + newest + "'");

        assertThat(focused).startsWith("Promote ");
        assertThat(browser.evaluate("document.activeElement.ariaLabel")).isEqualTo(focused);
    }

    @Test
    void shouldSayOfEachFileWhatItIsOrWhyNot(@TempDir Path files) throws IOException {
        byte[] png = PngEncoder.encode(TestNetworks.writing());
        Path good = Files.write(files.resolve("good.png"), png);
        Path cut = Files.write(files.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
        Path text = Files.writeString(files.resolve("text.png"), "not a picture at all");
        Path empty = Files.write(files.resolve("empty.png"), new byte[0]);
        assertThat(browser.evaluate("document.querySelector('#files').accept"))
                .isEqualTo("image/png,image/jpeg,image/webp,image/gif,image/bmp,image/tiff");

        browser.drop("#ask", List.of(good, cut, text, empty));

        browser.await("document.querySelectorAll('#dropped li').length === 4");
        browser.awaitText("#dropped li:nth-child(4)", "% sure");
        browser.awaitText("#dropped li:nth-child(3) .refused", "cut short");
        browser.awaitText("#dropped li:nth-child(2) .refused", "only PNG, JPEG, WebP");
        browser.awaitText("#dropped li:nth-child(1) .refused", "empty");
        browser.awaitText("#dead", "only PNG, JPEG, WebP");
        browser.awaitText("#dead-reasons", "picture: ");
    }

    @Test
    void shouldRefuseAnEmptySheet(@TempDir Path files) throws IOException {
        byte[] white = new byte[280 * 280];
        Arrays.fill(white, (byte) 255);
        byte[] sheet = PngEncoder.encode(new Image(new InputShape(280, 280, 1), white));

        browser.drop("#ask", List.of(Files.write(files.resolve("sheet.png"), sheet)));

        browser.awaitText("#dropped li:nth-child(1) .refused", "no ink to be seen");
        HttpResponse<String> answer =
                new Http(server.port())
                        .post("/api/images", sheet, "Content-Type", "image/png", "X-Afluente", "1");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("no ink to be seen");
    }

    @Test
    void shouldReadDarkWritingOnLightPaperAsWell(@TempDir Path files) throws IOException {
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        byte[] drawn = Base64.getDecoder().decode(picture().substring(picture().indexOf(',') + 1));
        Image lightOnDark =
                new ImageDecoder(ImageLimits.DEFAULT)
                        .decode(drawn, PictureForm.of(new InputShape(28, 28, 1)));
        byte[] darkOnLight = PngEncoder.encode(negative(lightOnDark));

        browser.drop("#ask", List.of(Files.write(files.resolve("scan.png"), darkOnLight)));

        // boxed once more, so the same label by nearly the same confidence
        browser.awaitText("#dropped", browser.text("#answer").substring(0, 2));
    }

    @Test
    void shouldKeepTheDrawingAndHealWhenTheServerComesBack() {
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        String answer = browser.text("#answer");
        String picture = picture();
        int port = server.port();

        server.close();
        awaitState("lost");
        server = WebServer.start("127.0.0.1", port, page.web().routes());
        awaitState("live");
        browser.open("http://localhost:" + port + "/?again");

        browser.awaitText("#answer", answer);
        assertThat(picture()).isEqualTo(picture);
    }

    @Test
    void shouldShowWhatFlows() {
        teachSomething();
        service.sendImages(0, 200);

        browser.awaitText("#strip", "%");
        browser.await("document.querySelectorAll('#strip img').length > 0");
        browser.awaitText("#latency", "ms");
        browser.awaitText("#slice", "");
        browser.awaitText("#confusion-of", "");
    }

    @Test
    void shouldBeUsableByEverybody() throws IOException {
        teachSomething();
        browser.awaitText("#insight-about", "sure. Bright is much");
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1280, 390}) {
                browser.look(width, 844, dark);
                assertThat(browser.violations()).as("%d wide, dark: %s", width, dark).isEmpty();
                assertThat(browser.number("document.documentElement.scrollWidth - innerWidth"))
                        .as("too wide for the window")
                        .isLessThanOrEqualTo(0);
                String name = (width < 500 ? "phone" : "page") + (dark ? "-dark" : "") + ".png";
                browser.screenshot(SHOTS.resolve(name));
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static Image negative(Image image) {
        byte[] pixels = image.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~pixels[i];
        }
        return new Image(image.shape(), pixels);
    }

    private void giveToken(String token) {
        browser.await("document.getElementById('token-dialog').open");
        browser.type("#token", token);
        browser.click("#token-dialog button[value=ok]");
    }

    private void teachSomething() {
        browser.draw("#pad", SEVEN);
        browser.awaitText("#answer", "% sure");
        browser.click("#labels button:nth-child(8)");
        browser.awaitText("#lesson", "Learned in ");
    }

    private void awaitAnswerBy(String version) {
        for (int i = 0; i < 100; i++) {
            browser.click("#clear");
            browser.draw("#pad", SEVEN);
            browser.awaitText("#answer-about", "ms through Kafka");
            if (browser.text("#answer-about").contains(version)) {
                return;
            }
        }
        throw new AssertionError("no answer by " + version);
    }

    private void awaitState(String state) {
        browser.await("document.querySelector('#connection').dataset.state === '" + state + "'");
    }

    private String picture() {
        return browser.evaluate("document.getElementById('sent').toDataURL()").toString();
    }

    private static String versionIn(String text) {
        return text.replaceFirst("(?s).*?(\\d{6}-[0-9a-f]{12}).*", "$1");
    }
}
