package io.afluente.image.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A place that data files can be fetched from. */
interface DataSource {
    /** What it is, for a line of progress or an error. */
    String name();

    /**
     * Fetches files into a folder, each checked and stored as a whole.
     *
     * @throws IOException if one can't be had; those stored before it stay
     */
    void fetch(List<DataFile> files, Path folder) throws IOException, InterruptedException;
}
