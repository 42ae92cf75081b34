package io.afluente.produce;

import java.nio.file.Path;

/**
 * A picture's file.
 *
 * @param path where it is
 * @param id by which its answer is known: its path below the folder that was named, or below the
 *     one that all named places have in common
 */
public record PictureFile(Path path, String id) {
    /** The name of the folder it is in. */
    public String folder() {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }
}
