package io.afluente.image.data;

import io.afluente.image.BadImageException;
import io.afluente.image.PictureForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Opens whatever kind of data set is in a folder: IDX files, or else a sub-folder for each label.
 *
 * @param label of a picture by its folder; may refuse in the user's words
 * @param form that picture files are brought to; IDX files have one of their own
 * @param told in a line of each picture that can't be read
 */
public record Datasets(ToIntFunction<PictureFile> label, PictureForm form, Consumer<String> told) {
    /**
     * One half of the data set in a folder. All labels of folders are looked up, no picture is
     * read.
     *
     * @throws BadImageException if an IDX file is damaged, or a picture in no label's folder
     * @throws IOException if there is no such folder, or it can't be read
     */
    public Dataset open(Path folder, Split split) throws IOException {
        if (IdxFolder.isOne(folder)) {
            return IdxDataset.open(folder, split);
        }
        List<PictureFile> files = ClassFolder.of(folder).files(split);
        if (files.isEmpty()) {
            throw new BadImageException(
                    String.format(
                            Locale.ROOT,
                            "%s: its few pictures leave none for the %s half; sort them into train"
                                    + " and test",
                            folder,
                            split));
        }
        int[] labels = files.stream().mapToInt(label).toArray();
        return new PictureDataset(files, labels, form, told);
    }
}
