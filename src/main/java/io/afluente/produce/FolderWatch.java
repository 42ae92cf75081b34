package io.afluente.produce;

import io.afluente.image.data.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds pictures that are new or changed since the last look. A file is taken once two looks found
 * it the same, so that one still being written is not sent in half. Looking instead of listening
 * works on any file system, over a network too.
 */
public final class FolderWatch {
    private final List<Path> places;
    private final Map<Path, State> taken = new HashMap<>();
    private Map<Path, State> last = Map.of();

    private record State(long bytes, FileTime modified) {}

    public FolderWatch(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** Pictures that have come to rest since the look before. */
    public List<PictureFile> look() throws IOException {
        List<PictureFile> ready = new ArrayList<>();
        Map<Path, State> now = new HashMap<>();
        for (PictureFile file : PictureFiles.in(places).found()) {
            State state = state(file.path());
            now.put(file.path(), state);
            if (state.equals(last.get(file.path())) && !state.equals(taken.get(file.path()))) {
                taken.put(file.path(), state);
                ready.add(file);
            }
        }
        taken.keySet().retainAll(now.keySet());
        last = now;
        return ready;
    }

    private static State state(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.size(), attributes.lastModifiedTime());
        } catch (NoSuchFileException goneMeanwhile) {
            return new State(-1, FileTime.fromMillis(0));
        }
    }
}
