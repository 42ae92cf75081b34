package io.afluente.stream.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asks an object store by requests that are signed. */
class S3FetchTest {
    private static final byte[] PICTURE = "a picture, say".getBytes(UTF_8);
    private static final S3Credentials RIGHT =
            new S3Credentials(S3Server.ACCESS_KEY, S3Server.SECRET, Optional.empty());

    private final PictureServer server =
            new PictureServer()
                    .at("/pictures/line3/a%20b%2B.jpg", S3Server.object(PICTURE))
                    .at("/other/line3/a.jpg", S3Server.object(PICTURE));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSignWhatItAsksFor() {
        assertThat(fetch(RIGHT, "s3://pictures/line3/a%20b%2B.jpg")).isEqualTo(PICTURE);
    }

    @Test
    void shouldSignWithTheTokenOfASession() {
        S3Credentials session =
                new S3Credentials(S3Server.ACCESS_KEY, S3Server.SECRET, Optional.of("token"));

        assertThat(fetch(session, "s3://pictures/line3/a%20b%2B.jpg")).isEqualTo(PICTURE);
    }

    @Test
    void shouldTellThatItIsNotLetIn() {
        S3Credentials wrong = new S3Credentials(S3Server.ACCESS_KEY, "guessed", Optional.empty());

        assertThat(refusal(wrong, "s3://pictures/line3/a%20b%2B.jpg"))
                .returns(false, FetchException::isPassing)
                .message()
                .endsWith("HTTP 403");
    }

    @Test
    void shouldAskForNothingInAnotherBucketOrFolder() {
        for (String url :
                List.of(
                        "s3://other/line3/a.jpg",
                        "s3://pictures/a.jpg",
                        "s3://pictures/line3/../a.jpg",
                        "s3://pictures@other/line3/a.jpg",
                        "s3://pictures/line3/a.jpg?versionId=1",
                        "s3:///line3/a.jpg")) {
            assertThat(refusal(RIGHT, url)).as(url).isNotNull();
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void shouldShowItsSignatureToNobodyElse() {
        server.at(
                "/pictures/line3/moved",
                PictureServer.redirect(307, server.url("/other/line3/a.jpg")));

        assertThat(refusal(RIGHT, "s3://pictures/line3/moved")).message().endsWith("HTTP 307");
        assertThat(server.asked()).containsExactly("/pictures/line3/moved");
    }

    @Test
    void shouldAskAmazonWhereNoOtherStoreIsNamed() {
        S3Requests requests =
                new S3Requests(new S3Settings(Optional.empty(), "eu-west-1", () -> RIGHT));

        assertThat(requests.of(FetchUrl.of("s3://pictures/line3/a.jpg")).uri())
                .hasToString("https://pictures.s3.eu-west-1.amazonaws.com/line3/a.jpg");
        assertThat(requests.of(FetchUrl.of("s3://my.pictures/line3/a.jpg")).uri())
                .hasToString("https://s3.eu-west-1.amazonaws.com/my.pictures/line3/a.jpg");
    }

    private FetchException refusal(S3Credentials who, String url) {
        return catchThrowableOfType(FetchException.class, () -> fetch(who, url));
    }

    private byte[] fetch(S3Credentials who, String url) {
        S3Settings store =
                new S3Settings(Optional.of(URI.create(server.url("/"))), "us-east-1", () -> who);
        FetchSettings settings =
                new FetchSettings(
                        AllowList.of(List.of("s3://pictures/line3/", server.url("/"))),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Optional.of(store));
        return new Fetcher(settings, 1_000)
                .fetch(new PictureReference("image-url", url, Optional.empty()));
    }
}
