package io.afluente.image.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files of a data set in a folder by the beginnings of their names. */
final class IdxFolder {
    private IdxFolder() {}

    /**
     * The file of one kind, {@code images} or {@code labels}. A plain file goes before its own
     * {@code .gz}.
     *
     * @throws IOException if there is none, or several that differ in more than {@code .gz}
     */
    static Path find(Path folder, Split split, String kind) throws IOException {
        List<Path> found = list(folder, split, kind);
        if (found.isEmpty()) {
            throw new IOException(folder + ": has no file named " + wanted(split, kind));
        }
        Path first = found.get(0);
        List<Path> others = found.stream().filter(file -> !isTwin(first, file)).toList();
        if (!others.isEmpty()) {
            throw new IOException(
                    folder
                            + ": more than one file could be meant: "
                            + found.stream()
                                    .map(file -> file.getFileName().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return first;
    }

    /** Whether a folder has images of a data set, of either half. */
    static boolean isOne(Path folder) throws IOException {
        return !list(folder, Split.TRAIN, "images").isEmpty()
                || !list(folder, Split.TEST, "images").isEmpty();
    }

    private static List<Path> list(Path folder, Split split, String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isNamed(file, split, kind)).sorted().toList();
        } catch (IOException e) {
            throw FileErrorText.of(folder, e);
        }
    }

    private static boolean isNamed(Path file, Split split, String kind) {
        String name = file.getFileName().toString();
        return split.prefixes().stream().anyMatch(half -> name.startsWith(half + "-" + kind));
    }

    private static boolean isTwin(Path first, Path file) {
        return file.equals(first) || file.toString().equals(first + ".gz");
    }

    private static String wanted(Split split, String kind) {
        return split.prefixes().stream()
                .map(half -> half + "-" + kind + "*")
                .collect(Collectors.joining(" or "));
    }
}
