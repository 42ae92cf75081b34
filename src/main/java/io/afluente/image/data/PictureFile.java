package io.afluente.image.data;

import io.afluente.image.decode.ImageLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture's file.
 *
 * @param path where it is
 * @param id by which it is known: its path below the folder that was named, or below the one that
 *     all named places have in common
 */
public record PictureFile(Path path, String id) {
    /** The name of the folder it is in. */
    public String folder() {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }

    /** What is in it; of a file that is too large one byte more than a decoder takes. */
    public byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(ImageLimits.DEFAULT.maxBytes() + 1);
        }
    }

    /** SHA-256 of its id, in lower-case hex: what mixes files, and parts them in two halves. */
    String hash() {
        return DataFile.sha256(id.getBytes(StandardCharsets.UTF_8));
    }
}
