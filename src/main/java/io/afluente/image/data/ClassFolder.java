package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.decode.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of pictures with a sub-folder for each label: the folder that a picture is in has its
 * label's name.
 *
 * <p>Its halves are the sub-folders {@code train} and {@code test} (or {@code val}) if both are
 * there. If not, three pictures in sixteen are the test half: those whose id, the path below the
 * folder, has a SHA-256 that begins with 0, 1 or 2. So a picture's half is its own affair, whatever
 * others come or go. Each half is in the order of these hashes, which mixes the labels.
 */
public final class ClassFolder {
    private static final String TRAIN = "train";
    private static final List<String> TEST_NAMES = List.of("test", "val");

    private final List<PictureFile> train;
    private final List<PictureFile> test;

    private ClassFolder(List<PictureFile> train, List<PictureFile> test) {
        this.train = train;
        this.test = test;
    }

    /**
     * Looks through a folder; opens no picture.
     *
     * @throws IOException if there is no such folder, or it can't be read
     * @throws BadImageException if no picture is in a sub-folder, or one is not
     */
    public static ClassFolder of(Path folder) throws IOException {
        Optional<Path> test = testHalf(folder);
        if (test.isPresent()) {
            return new ClassFolder(
                    pictures(folder.resolve(TRAIN), folder), pictures(test.get(), folder));
        }
        List<PictureFile> all = pictures(folder, folder);
        return new ClassFolder(
                all.stream().filter(file -> !isForTest(file)).toList(),
                all.stream().filter(ClassFolder::isForTest).toList());
    }

    /** Whether its halves are folders in it. */
    public static boolean hasHalves(Path folder) {
        return testHalf(folder).isPresent();
    }

    private static Optional<Path> testHalf(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN))
                ? TEST_NAMES.stream().map(folder::resolve).filter(Files::isDirectory).findFirst()
                : Optional.empty();
    }

    private static boolean isForTest(PictureFile file) {
        return file.hash().compareTo("3") < 0;
    }

    private static List<PictureFile> pictures(Path folder, Path start) throws IOException {
        Path absolute = start.toAbsolutePath().normalize();
        List<PictureFile> found = PictureFolder.of(folder, absolute).pictures();
        if (found.isEmpty()) {
            throw new BadImageException(
                    "%s: no data set: neither IDX files nor a sub-folder for each label with files named %s"
                            .formatted(folder, ImageFormat.fileNames()));
        }
        for (PictureFile file : found) {
            if (folder.equals(file.path().getParent())) {
                throw new BadImageException(
                        "%s: is in no sub-folder; the folder that a picture is in has its label's name"
                                .formatted(file.path()));
            }
        }
        return PictureFolder.mixed(found);
    }

    /** The names of the folders that pictures of either half are in, sorted. */
    public List<String> labels() {
        return Stream.of(train, test)
                .flatMap(List::stream)
                .map(PictureFile::folder)
                .distinct()
                .sorted()
                .toList();
    }

    /** The files of a half, in the order in which they are read. */
    List<PictureFile> files(Split split) {
        return split == Split.TRAIN ? train : test;
    }
}
