package io.afluente.stream.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** URLs that any client may have put into a record. */
class ReferencesFuzzTest {
    private static final AllowList ALLOWED =
            AllowList.of(
                    List.of(
                            "https://pictures.example.com/line3/",
                            "http://*.example.org/line3/",
                            "s3://pictures/line3/",
                            "file:///line3/"));

    /** A list of URLs is refused in one line, or names one URL that leads where it may. */
    @MethodSource("lists")
    @FuzzTest(maxDuration = "10m")
    void uriList(byte[] value) {
        Refusal.orRead(
                FetchException.class,
                () -> {
                    String url = UriList.only(value);
                    PictureReference reference =
                            new PictureReference("value", url, Optional.empty());
                    FetchUrl parts = FetchUrl.of(reference.url());
                    ALLOWED.requireNamed(parts);
                    assertAllowed(parts.uri());
                });
    }

    /** The same said by the JDK's own means, of what its client would ask for. */
    private static void assertAllowed(URI uri) {
        String path = URLDecoder.decode(uri.getRawPath(), StandardCharsets.UTF_8);
        String normal = URI.create("x:" + URI.create(uri.getRawPath()).normalize()).toString();
        assertThat(normal).startsWith("x:/line3/");
        assertThat(path).startsWith("/line3/").doesNotContain("/../", "\\");
        assertThat(uri.getUserInfo()).isNull();
        assertThat(uri.getScheme().toLowerCase(Locale.ROOT)).isIn("https", "http", "s3", "file");
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        assertThat(host)
                .satisfiesAnyOf(
                        one -> assertThat(one).isIn("pictures.example.com", "pictures", "null"),
                        one -> assertThat(one).endsWith(".example.org"));
    }

    static Stream<byte[]> lists() {
        return Stream.of(
                        "https://pictures.example.com/line3/a.jpg\r\n",
                        "# ours\r\nhttps://pictures.example.com:443/line3/a%20b.jpg?x=%2e%2e",
                        "HTTP://a.EXAMPLE.org/line3/b",
                        "http://a.example.org/line3/..;/b",
                        "http://a.example.org/line3/%2E%2e/b",
                        "http://user@a.example.org/line3/b",
                        "http://example.org/line3/b#c",
                        "s3://pictures/line3/b",
                        "s3://pictures:80/line3/b",
                        "file:///line3/../b",
                        "file:/line3/b",
                        "http://[::1]/line3/",
                        "http://\u00e9.example.org/line3/\u00e9",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
