package io.afluente.image.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files of a data set in a folder by their names: as MNIST's begin, or else with a data
 * set's own name before that, as in {@code emnist-letters-train-images-idx3-ubyte}.
 */
final class IdxFolder {
    /** QMNIST has its labels as a table, too. */
    private static final String TEXT = ".*\\.tsv(\\.gz)?";

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
                            + ": more than one file could be meant; put those of one data set into"
                            + " a folder of their own: "
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
        List<Path> all = list(folder);
        String half = "(%s)-%s.*".formatted(String.join("|", split.prefixes()), kind);
        List<Path> asMnist = named(all, half);
        return asMnist.isEmpty() ? named(all, ".*[-_.]" + half) : asMnist;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw FileErrorText.of(folder, e);
        }
    }

    private static List<Path> named(List<Path> files, String pattern) {
        return files.stream()
                .filter(file -> file.getFileName().toString().matches(pattern))
                .filter(file -> !file.toString().matches(TEXT))
                .toList();
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
