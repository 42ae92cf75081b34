package io.afluente.stream.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.LiveModel;
import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PictureServer;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.HeaderNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures in a record and pictures elsewhere are answered together. */
class SliceReferencesTest {
    private static final byte[] PICTURE = SliceClassifierTest.png(28);

    private final PictureServer server = new PictureServer().at("/picture", PICTURE);
    private final LiveModel live =
            new LiveModel(new Nd4jEngine(8), Optional.empty(), Meters.none());
    private final List<PolledRow> rows = new ArrayList<>();

    @BeforeEach
    void start() {
        live.accept(TestNetworks.untrained(1, 1));
    }

    @AfterEach
    void stop() {
        live.close();
        server.close();
    }

    @Test
    void shouldAnswerReferencesAndPicturesOfASliceTogether() {
        row("image/png", PICTURE);
        row("text/uri-list", "# ours\r\n" + server.url("/picture") + "\r\n");
        row("text/uri-list", server.url("/gone"));
        header("image-url", server.url("/picture"));
        header("ce_dataref", server.url("/picture"));

        classifier(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20).answer(rows);

        for (int good : List.of(0, 1, 3, 4)) {
            assertThat(rows.get(good).answered().prediction().label())
                    .isEqualTo(rows.get(0).answered().prediction().label());
            assertThat(
                            HeaderNames.text(
                                    rows.get(good).answered().headers(), HeaderNames.SLICE_SIZE))
                    .isEqualTo("4");
        }
        assertThat(failure(2))
                .hasMessage("value: %s: HTTP 404", server.url("/gone"))
                .returns(false, BadRecordException::isPassing);
    }

    @Test
    void shouldLeaveWhatMayComeUntilItsOwnTurn() {
        AtomicBoolean open = new AtomicBoolean();
        server.at(
                "/later",
                exchange -> {
                    if (open.get()) {
                        PictureServer.send(exchange, PICTURE);
                    } else {
                        exchange.sendResponseHeaders(503, -1);
                    }
                });
        row("image/png", PICTURE);
        header("image-url", server.url("/later"));
        header("image-url", server.url("/picture"));
        SliceClassifier classifier =
                classifier(Duration.ofSeconds(20), Duration.ofSeconds(60), 1 << 20);

        classifier.answer(rows);
        assertThat(rows).extracting(PolledRow::settled).containsExactly(true, false, true);

        open.set(true);
        classifier.answer(rows.subList(1, 2));
        assertThat(rows.get(1).answered()).isNotNull();
        assertThat(server.asked()).containsOnlyOnce("/picture");
    }

    @Test
    void shouldGiveUpOnWhatDoesNotComeAndSayThatItMayBeSentAgain() {
        server.at("/away", PictureServer.status(503));
        header("image-url", server.url("/away"));
        row("image/png", PICTURE);

        classifier(Duration.ofSeconds(20), Duration.ofSeconds(2), 1 << 20).answer(rows);

        assertThat(failure(0))
                .hasMessage("image-url: %s: HTTP 503", server.url("/away"))
                .returns(true, BadRecordException::isPassing);
        assertThat(rows.get(1).answered()).isNotNull();
        assertThat(server.asked()).hasSizeGreaterThan(1);
    }

    @Test
    void shouldAnswerInSeveralSlicesWhatWouldTakeTooMuchInOne() {
        for (int i = 0; i < 5; i++) {
            server.at("/" + i, PICTURE);
            header("image-url", server.url("/" + i));
        }
        SliceClassifier classifier =
                classifier(Duration.ofSeconds(20), Duration.ofSeconds(60), PICTURE.length * 2L - 1);
        int slices = 0;
        while (!rows.stream().allMatch(PolledRow::settled)) {
            classifier.answer(rows.stream().filter(row -> !row.settled()).toList());
            slices++;
        }

        assertThat(rows).allMatch(row -> row.answered() != null);
        assertThat(slices).isBetween(3, 5);
    }

    @Test
    void shouldRefuseAReferenceThatIsNone() {
        row("text/uri-list", "# nothing\n");
        row("text/uri-list", "http://a/\nhttp://b/");
        header("image-url", "http://a b/");
        header("image-url", server.url("/picture"), "content-type", "application/json");
        header("image-url", server.url("/picture"), "image-sha256", "12");

        SliceClassifier classifier =
                classifier(Duration.ofSeconds(20), Duration.ofSeconds(60), 1 << 20);
        classifier.answer(rows);

        assertThat(failure(0)).hasMessage("value: text/uri-list holds one URL, not 0");
        assertThat(failure(1)).hasMessage("value: text/uri-list holds one URL, not 2");
        assertThat(failure(2)).message().startsWith("image-url: http://a b/: no URL: ");
        assertThat(failure(3)).message().startsWith("content-type: of a picture that is elsewhere");
        assertThat(failure(4)).message().startsWith("image-sha256: must be 64 hexadecimal digits");
    }

    private SliceClassifier classifier(Duration timeout, Duration patience, long room) {
        AllowList allowed = AllowList.of(List.of(server.url("/")));
        return SliceClassifierTest.classifier(
                live, new Fetcher(new FetchSettings(allowed, timeout, patience), 1 << 16), room);
    }

    private BadRecordException failure(int row) {
        return catchThrowableOfType(BadRecordException.class, () -> rows.get(row).answered());
    }

    private void row(String contentType, String value) {
        row(contentType, value.getBytes(UTF_8));
    }

    private void row(String contentType, byte[] value) {
        add(value, "content-type", contentType);
    }

    private void header(String... headers) {
        add(null, headers);
    }

    private void add(byte[] value, String... headers) {
        RecordHeaders all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            HeaderNames.put(all, headers[i], headers[i + 1]);
        }
        rows.add(new PolledRow(rows.size(), "key".getBytes(UTF_8), value, all));
    }
}
