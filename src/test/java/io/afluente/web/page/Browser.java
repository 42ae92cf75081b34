package io.afluente.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with one page: the same clicks, keys and pen strokes as a person's. */
final class Browser implements AutoCloseable {
    /** A name that leads here, too, but not by one of the local machine's names. */
    static final String ELSEWHERE = "afluente.test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration STROKE = Duration.ofMillis(5);

    private static final int GAP = 14;

    private static final String AXE_VIOLATIONS =
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html)))";

    private final ChromeDriver driver;

    /** A point of an element: 0, 0 is its upper left corner and 1, 1 its lower right one. */
    record Point(double x, double y) {}

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether this machine has Chromium and its driver. */
    static boolean isHere() {
        return chromium().isPresent() && chromeDriver().isPresent();
    }

    static Browser start() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--host-resolver-rules=MAP " + ELSEWHERE + " 127.0.0.1",
                "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromeDriver().orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void open(String address) {
        driver.get(address);
    }

    /** The value of an expression, promises awaited. */
    Object evaluate(String expression) {
        return driver.executeScript("return (" + expression + ")");
    }

    /** Runs a script in the page. */
    void run(String script) {
        driver.executeScript(script);
    }

    /** The number that an expression gives. */
    int number(String expression) {
        return ((Number) evaluate(expression)).intValue();
    }

    /** How many elements a selector finds; leaves no handles to them in the page. */
    int count(String selector) {
        return ((Number)
                        driver.executeScript(
                                "return document.querySelectorAll(arguments[0]).length", selector))
                .intValue();
    }

    /** The text of the first element that a selector finds, as it is shown. */
    String text(String selector) {
        return (String)
                driver.executeScript(
                        "return document.querySelector(arguments[0]).innerText", selector);
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
                .withMessage(() -> expression + " (the page says: " + text("main") + ")")
                .until(there -> evaluate("Boolean(" + expression + ")").equals(true));
    }

    /** Waits until an element's text has something in it. */
    void awaitText(String selector, String part) {
        new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
                .withMessage(() -> selector + " never said \"" + part + "\": " + textOf(selector))
                .until(there -> textOf(selector).contains(part));
    }

    /** Clicks, once the element is there; again where the page has put another in its place. */
    void click(String selector) {
        new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
                .ignoring(StaleElementReferenceException.class)
                .until(there -> click(find(selector)));
    }

    /** Draws one stroke on an element. */
    void draw(String selector, Point... points) {
        WebElement on = find(selector);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", on);
        Actions stroke = new Actions(driver, STROKE);
        moveTo(stroke, on, points[0]).clickAndHold();
        Arrays.stream(points).skip(1).forEach(point -> moveTo(stroke, on, point));
        stroke.release().perform();
    }

    /** Presses keys where the focus is. */
    void press(Keys... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Types into an element. */
    void type(String selector, String text) {
        find(selector).sendKeys(text);
    }

    /** Puts the focus on an element. */
    void focus(String selector) {
        driver.executeScript("arguments[0].focus()", find(selector));
    }

    /** Drags files over an element and drops them there. */
    void drop(String selector, List<Path> files) {
        WebElement on = find(selector);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", on);
        var box = on.getRect();
        Number scrolled = (Number) evaluate("scrollY");
        Map<String, Object> data =
                Map.of(
                        "items",
                        List.of(),
                        "files",
                        files.stream().map(Path::toString).toList(),
                        "dragOperationsMask",
                        1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand(
                    "Input.dispatchDragEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            box.x + box.width / 2,
                            "y",
                            box.y + box.height / 2 - scrolled.intValue(),
                            "data",
                            data));
        }
    }

    /** A window of this size and colour scheme. */
    void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme =
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** A picture of the whole page. */
    void screenshot(Path file) throws IOException {
        screenshot(file, "html", "html");
    }

    /** A picture of the page from the top of an element to the bottom of another. */
    void screenshot(Path file, String first, String last) throws IOException {
        evaluate("scrollTo(0, 0)");
        double top = edge(first, "top");
        Map<String, Object> clip =
                Map.of(
                        "x",
                        0,
                        "y",
                        top,
                        "width",
                        number("innerWidth"),
                        "height",
                        edge(last, "bottom") - top,
                        "scale",
                        1);
        Map<String, Object> shot =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    /** Where an element begins or ends, with a margin. */
    private double edge(String selector, String side) {
        String box = "document.querySelector('%s').getBoundingClientRect()".formatted(selector);
        double margin = selector.equals("html") ? 0 : side.equals("top") ? -GAP : GAP;
        return Math.max(0, ((Number) evaluate(box + "." + side)).doubleValue() + margin);
    }

    /** What the page's scripts hold in memory, garbage collected. */
    long heapBytes() {
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        Map<String, Object> usage = driver.executeCdpCommand("Runtime.getHeapUsage", Map.of());
        return ((Number) usage.get("usedSize")).longValue();
    }

    /** What axe finds that keeps somebody from using the page. */
    List<?> violations() throws IOException {
        run(axe());
        return (List<?>) evaluate(AXE_VIOLATIONS);
    }

    private static String axe() throws IOException {
        String resource = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Browser.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Errors and violated policies that the page has logged since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static boolean click(WebElement element) {
        element.click();
        return true;
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    private String textOf(String selector) {
        return String.valueOf(
                driver.executeScript(
                        "return document.querySelector(arguments[0])?.innerText", selector));
    }

    private static Actions moveTo(Actions actions, WebElement on, Point point) {
        var size = on.getSize();
        int x = (int) Math.round((point.x - 0.5) * size.width);
        int y = (int) Math.round((point.y - 0.5) * size.height);
        return actions.moveToElement(on, x, y);
    }

    private static Optional<Path> chromium() {
        return first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    }

    private static Optional<Path> chromeDriver() {
        return first("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
    }

    private static Optional<Path> first(String... programs) {
        return Stream.of(programs).map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
