package io.afluente.setting;

import io.afluente.stream.fetch.S3Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads who asks an object store, from a file as Amazon's own tools have it. */
final class S3CredentialsFile {
    private static final long MAX_BYTES = 65_536;

    private S3CredentialsFile() {}

    /** Of its profiles the first counts. */
    static S3Credentials read(String file) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.putIfAbsent(
                        line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        String key = values.get("aws_access_key_id");
        String secret = values.get("aws_secret_access_key");
        if (key == null || secret == null) {
            throw new UserException(
                    file + ": must have aws_access_key_id=... and aws_secret_access_key=...");
        }
        return new S3Credentials(key, secret, Optional.ofNullable(values.get("aws_session_token")));
    }

    private static Iterable<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new UserException(file + ": more than %,d bytes".formatted(MAX_BYTES));
            }
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UserException(file + ": there is no such file to read", e);
        }
    }
}
