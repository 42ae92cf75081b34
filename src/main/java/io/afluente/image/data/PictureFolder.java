package io.afluente.image.data;

import io.afluente.image.decode.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is in a folder and below it.
 *
 * @param pictures files that are called like pictures, in the order of their paths
 * @param others how many other files there are
 */
public record PictureFolder(List<PictureFile> pictures, int others) {
    public PictureFolder {
        pictures = List.copyOf(pictures);
    }

    /**
     * Looks through a folder.
     *
     * @param start the folder that ids begin below; absolute
     */
    public static PictureFolder of(Path folder, Path start) throws IOException {
        List<PictureFile> pictures = new ArrayList<>();
        int others = 0;
        for (Path file : files(folder)) {
            if (ImageFormat.isNamedLikeOne(file.getFileName().toString())) {
                pictures.add(new PictureFile(file, id(start, file)));
            } else {
                others++;
            }
        }
        return new PictureFolder(pictures, others);
    }

    /**
     * The same files in an order that mixes folders, and is the same whenever they are the same:
     * what is learned class by class is forgotten class by class.
     */
    public static List<PictureFile> mixed(List<PictureFile> files) {
        return files.stream()
                .map(file -> Map.entry(file.hash() + file.id(), file))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The id of a file below a folder, which is absolute. */
    public static String id(Path start, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return start.relativize(absolute).toString().replace('\\', '/');
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw FileErrorText.of(folder, e);
        }
    }
}
