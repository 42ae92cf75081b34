package io.afluente.web.page;

import io.afluente.web.page.Browser.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the README's pictures of the page. Runs on request alone, against a demo that has learned
 * and still runs: {@code mvn -B test -Dtest=PageShots -Dpage=http://127.0.0.1:8080/}.
 */
@EnabledIfSystemProperty(named = "page", matches = "http.*")
class PageShots {
    private static final Path SHOTS = Path.of("src", "docs", "images");
    private static final int WIDE = 1180;
    private static final Point[] FOUR = {
        new Point(0.4, 0.15),
        new Point(0.25, 0.55),
        new Point(0.7, 0.55),
        new Point(0.6, 0.25),
        new Point(0.6, 0.85)
    };

    @Test
    void takesThem(@TempDir Path files) throws IOException {
        try (Browser browser = Browser.start()) {
            browser.look(WIDE, 980, false);
            browser.open(System.getProperty("page"));
            browser.awaitText("#connection", "live");
            dropFiles(browser, files);
            learnThree(browser);
            browser.await("document.querySelectorAll('#strip img').length > 13");
            browser.screenshot(SHOTS.resolve("page.png"), "header", "#flow");

            browser.look(WIDE, 980, true);
            browser.click("#confusion button");
            browser.await("document.querySelector('#mistakes img')?.naturalWidth > 0");
            browser.screenshot(SHOTS.resolve("page-dark.png"), "#confused", "#versions");

            browser.look(390, 844, false);
            browser.screenshot(SHOTS.resolve("page-phone.png"), "header", ".pad");
        }
    }

    private static void dropFiles(Browser browser, Path files) throws IOException {
        draw(browser, FOUR);
        String sent = browser.evaluate("document.getElementById('sent').toDataURL()").toString();
        byte[] four = Base64.getDecoder().decode(sent.substring(sent.indexOf(',') + 1));
        browser.drop(
                "#ask",
                List.of(
                        Files.write(files.resolve("four.png"), four),
                        Files.writeString(files.resolve("notes.png"), "buy milk")));
        browser.awaitText("#dropped", "only PNG, JPEG, WebP");
    }

    private static void learnThree(Browser browser) {
        draw(browser, three());
        browser.click("#labels button:nth-child(4)");
        browser.awaitText("#lesson", "Learned in ");
    }

    private static void draw(Browser browser, Point... points) {
        browser.click("#clear");
        browser.draw("#pad", points);
        browser.awaitText("#answer", "% sure");
        browser.awaitText("#insight-about", "Bright is much");
    }

    /** Two bows, one below the other. */
    private static Point[] three() {
        return IntStream.range(0, 24)
                .mapToObj(
                        i -> {
                            double turn = Math.PI * (i % 12 / 11.0 * 1.25 - (i < 12 ? 0.75 : 0.5));
                            double middle = i < 12 ? 0.33 : 0.66;
                            return new Point(
                                    0.45 + 0.2 * Math.cos(turn), middle + 0.17 * Math.sin(turn));
                        })
                .toArray(Point[]::new);
    }
}
