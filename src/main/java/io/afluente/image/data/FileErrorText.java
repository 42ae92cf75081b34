package io.afluente.image.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Turns what the file system says, often no more than a path, into one clear line. */
final class FileErrorText {
    private FileErrorText() {}

    /** The same failure with a message that names the file and what is the matter with it. */
    static IOException of(Path file, IOException cause) {
        return new IOException(file + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (cause instanceof NotDirectoryException) {
            return "is not a folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return "can't be read: " + cause.getMessage();
    }
}
