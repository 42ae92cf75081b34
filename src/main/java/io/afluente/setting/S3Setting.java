package io.afluente.setting;

import io.afluente.stream.fetch.S3Credentials;
import io.afluente.stream.fetch.S3Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The object store of pictures at s3: addresses; secrets are never settings themselves. */
final class S3Setting {
    private static final String ENDPOINT = "s3-endpoint";
    private static final String REGION = "s3-region";
    private static final String CREDENTIALS = "s3-credentials-file";

    private S3Setting() {}

    static void define(SettingList settings) {
        settings.text(ENDPOINT)
                .means("Address of the object store of s3: addresses; none is Amazon's.");
        settings.text(REGION)
                .means("Region that requests are signed for; none is AWS_REGION, or us-east-1.");
        settings.text(CREDENTIALS)
                .means(
                        "File with aws_access_key_id and aws_secret_access_key; none is the"
                                + " environment's AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    }

    /**
     * The store, and who asks it.
     *
     * @throws UserException if nobody is named
     */
    static S3Settings read(Settings settings, Map<String, String> environment) {
        Optional<String> file = settings.givenText(CREDENTIALS);
        // what is wrong with them is told at once
        S3Credentials now = file.map(S3CredentialsFile::read).orElseGet(() -> of(environment));
        Supplier<S3Credentials> credentials = () -> file.map(S3CredentialsFile::read).orElse(now);
        return new S3Settings(
                settings.givenText(ENDPOINT).map(S3Setting::address),
                settings.givenText(REGION)
                        .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                        .orElse("us-east-1"),
                credentials);
    }

    private static S3Credentials of(Map<String, String> environment) {
        String key = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (key == null || secret == null) {
            throw new UserException(
                    "--fetch-allow: s3: addresses need AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY in the environment, or --"
                            + CREDENTIALS);
        }
        return new S3Credentials(
                key, secret, Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")));
    }

    private static URI address(String url) {
        return Rule.httpAddress(
                url,
                "--%s: must be http://HOST:PORT or https://..., and without a user"
                        .formatted(ENDPOINT));
    }
}
