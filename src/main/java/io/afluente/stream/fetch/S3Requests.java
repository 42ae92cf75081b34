package io.afluente.stream.fetch;

import java.net.URI;
import java.net.http.HttpRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Asks an object store for what is at {@code s3://BUCKET/KEY}, signed. Safe for any thread. */
final class S3Requests {
    private final S3Settings settings;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    S3Requests(S3Settings settings) {
        this.settings = settings;
    }

    HttpRequest of(FetchUrl url) {
        URI uri = uri(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        signed(uri)
                .headers()
                .forEach(
                        (name, values) -> {
                            // the client itself says which host it asks
                            if (!name.equalsIgnoreCase("host")) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        return request.build();
    }

    private SdkHttpRequest signed(URI uri) {
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        return signer.sign(
                        with ->
                                with.identity(identity())
                                        .request(unsigned)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                                        // a key is signed as it stands in the address
                                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
    }

    private AwsCredentialsIdentity identity() {
        S3Credentials who = credentials();
        return who.token().isPresent()
                ? AwsSessionCredentialsIdentity.create(
                        who.accessKey(), who.secret(), who.token().get())
                : AwsCredentialsIdentity.create(who.accessKey(), who.secret());
    }

    /** A file that is exchanged at this moment can't be read, and can a moment later. */
    private S3Credentials credentials() {
        try {
            return settings.credentials().get();
        } catch (RuntimeException e) {
            throw FetchException.passing("who asks is not known: " + e.getMessage());
        }
    }

    private URI uri(FetchUrl url) {
        return URI.create(
                settings.endpoint()
                                .map(
                                        own ->
                                                own.toString().replaceFirst("/+$", "")
                                                        + "/"
                                                        + url.host())
                                .orElseGet(() -> amazons(url.host()))
                        + url.path());
    }

    /** A certificate of Amazon's is good for one name before its own, and so for no dots. */
    private String amazons(String bucket) {
        String store = "s3.%s.amazonaws.com".formatted(settings.region());
        return bucket.contains(".")
                ? "https://%s/%s".formatted(store, bucket)
                : "https://%s.%s".formatted(bucket, store);
    }
}
