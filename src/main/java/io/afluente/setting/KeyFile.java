package io.afluente.setting;

import io.afluente.registry.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds a key, and perhaps the end of its line; what it holds is never told. */
final class KeyFile {
    private static final long MAX_BYTES = 4_096;

    private KeyFile() {}

    /**
     * The signer of the key in a file.
     *
     * @throws UserException if it can't be read, or holds no key
     */
    static Signer read(String file) {
        String place = "--" + ModelSettings.CHECKPOINT_KEY_FILE + " " + file + ": ";
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new UserException(place + "more than a key, " + Files.size(path) + " bytes");
            }
            byte[] all = Files.readAllBytes(path);
            String line = new String(all, StandardCharsets.ISO_8859_1).stripTrailing();
            return Signer.with(line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UserException(place + "there is no such file to read", e);
        } catch (IllegalArgumentException e) {
            throw new UserException(place + e.getMessage(), e);
        }
    }
}
