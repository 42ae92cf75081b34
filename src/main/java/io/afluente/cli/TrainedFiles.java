package io.afluente.cli;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the checkpoints of a training go. */
final class TrainedFiles {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the checkpoint goes. Default: the folder of checkpoints")
    private Optional<Path> out;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description =
                    "Write every checkpoint to this folder, too, those that don't pass as well.")
    private Optional<Path> keep;

    /** One on the way, which is kept if that was asked for. */
    void made(Checkpoint checkpoint) {
        try {
            if (keep.isPresent()) {
                new CheckpointFolder(keep.get()).write(checkpoint);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(keep.get() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the one that would serve.
     *
     * @param usual folder, where none was named
     * @return its file
     */
    Path write(Checkpoint checkpoint, Path usual) throws IOException {
        if (out.isPresent()) {
            CheckpointFolder.write(checkpoint, out.get());
            return out.get();
        }
        CheckpointFolder folder = new CheckpointFolder(usual);
        folder.write(checkpoint);
        return folder.file(checkpoint.version());
    }
}
