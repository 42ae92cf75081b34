package io.afluente.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that holds a key; what it holds is never told.
 *
 * @param option that names the file, for messages
 * @param name of the file
 */
record KeyFile(String option, String name) {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final long MAX_BYTES = 16_384;

    /** What is made of its text, in which a byte is a character. */
    <K> K read(Function<String, K> reader) {
        try {
            Path path = Path.of(name);
            if (Files.size(path) > MAX_BYTES) {
                throw new UserException(
                        place() + "more than a key, " + Files.size(path) + " bytes");
            }
            return reader.apply(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UserException(place() + "there is no such file to read", e);
        } catch (IllegalArgumentException e) {
            throw new UserException(place() + e.getMessage(), e);
        }
    }

    /** The same of a secret: a file that any account may read is told of. */
    <K> K readSecret(Function<String, K> reader) {
        K key = read(reader);
        if (isOpenToAll()) {
            LOG.warn("{}any account of this machine may read it; chmod 600 lets one", place());
        }
        return key;
    }

    private boolean isOpenToAll() {
        PosixFileAttributeView view =
                Files.getFileAttributeView(Path.of(name), PosixFileAttributeView.class);
        try {
            return view != null
                    && view.readAttributes()
                            .permissions()
                            .contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new UserException(place() + "can't be read: " + e.getMessage(), e);
        }
    }

    private String place() {
        return "--" + option + " " + name + ": ";
    }
}
