package io.afluente.cli.option;

import io.afluente.image.data.Dataset;
import io.afluente.image.data.Datasets;
import io.afluente.image.data.Split;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The halves of a command's data set, opened as they are needed. */
public final class DataHalves {
    private final Path folder;
    private final Datasets datasets;
    private final List<Dataset> opened = new ArrayList<>();

    DataHalves(Path folder, Datasets datasets) {
        this.folder = folder;
        this.datasets = datasets;
    }

    /**
     * Opens a half.
     *
     * @throws IOException in one line that says what is missing where
     */
    public Dataset open(Split split) throws IOException {
        Dataset half = datasets.open(folder, split);
        opened.add(half);
        return half;
    }

    /** To be called when all is done: refuses to call it a success if pictures were left out. */
    public void requireAllRead() {
        int bad = opened.stream().mapToInt(Dataset::unreadable).sum();
        if (bad > 0) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            bad == 1
                                    ? "%,d picture of %,d could not be read and was left out, see above"
                                    : "%,d pictures of %,d could not be read and were left out, see above",
                            bad,
                            opened.stream().mapToInt(Dataset::size).sum()));
        }
    }
}
