package io.afluente.produce;

import io.afluente.image.data.PictureFile;
import io.afluente.image.data.PictureFolder;
import io.afluente.image.decode.ImageFormat;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that are meant by the files and folders of a command line. A file that is named counts
 * whatever it is called; of a folder those do that are called like pictures, in it and below it.
 *
 * @param found in the order of their names
 * @param skipped how many other files are in the folders
 */
public record PictureFiles(List<PictureFile> found, int skipped) {
    public PictureFiles {
        found = List.copyOf(found);
    }

    /**
     * Looks through the files and folders.
     *
     * @throws UserException if there is none of that name, or no picture in it
     */
    public static PictureFiles in(List<Path> places) throws IOException {
        Path start = commonFolder(places);
        List<PictureFile> found = new ArrayList<>();
        int skipped = 0;
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                PictureFolder inside = PictureFolder.of(place, start);
                found.addAll(inside.pictures());
                skipped += inside.others();
            } else if (Files.exists(place)) {
                found.add(new PictureFile(place, PictureFolder.id(start, place)));
            } else {
                throw new UserException(place + ": there is no such file or folder");
            }
        }
        return new PictureFiles(found, skipped);
    }

    /** Says so if there is nothing. */
    public PictureFiles orFail(List<Path> places) {
        if (found.isEmpty()) {
            throw new UserException(
                    places.get(0) + ": holds no file named " + ImageFormat.fileNames());
        }
        return this;
    }

    /** The same files in an order that mixes folders, see {@link PictureFolder#mixed}. */
    public List<PictureFile> mixed() {
        return PictureFolder.mixed(found);
    }

    /** The deepest folder that all places are in or are: ids of two places then differ. */
    private static Path commonFolder(List<Path> places) {
        Path common = null;
        for (Path place : places) {
            Path folder = Files.isDirectory(place) ? absolute(place) : absolute(place).getParent();
            while (common != null && !folder.startsWith(common)) {
                common = common.getParent();
            }
            common = common == null ? folder : common;
        }
        return common;
    }

    private static Path absolute(Path place) {
        return place.toAbsolutePath().normalize();
    }
}
