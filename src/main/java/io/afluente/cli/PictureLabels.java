package io.afluente.cli;

import io.afluente.cli.option.DataOptions;
import io.afluente.cli.option.KnownLabels;
import io.afluente.image.data.PictureFile;
import io.afluente.model.BadNetworkException;
import io.afluente.setting.UserException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What pictures show, where the sender knows: options of which at most one is given. */
final class PictureLabels {
    @ArgGroup(exclusive = true)
    private Choice choice;

    private static final class Choice {
        @Option(
                names = "--label",
                paramLabel = "LABEL",
                description = "What all of them show: a label's name, or its index.")
        private Optional<String> label = Optional.empty();

        @Option(
                names = "--labels-from-folders",
                description = "The folder that a picture is in has its label's name.")
        private boolean fromFolders;
    }

    boolean given() {
        return choice != null;
    }

    /** The label of each file; for files it won't do for, a {@link UserException}. */
    Function<PictureFile, OptionalInt> of(KnownLabels labels) {
        return file -> given() ? OptionalInt.of(label(file, labels)) : OptionalInt.empty();
    }

    /** Fails for the first file whose label won't do. */
    void check(List<PictureFile> files, KnownLabels labels) {
        if (given()) {
            files.forEach(file -> label(file, labels));
        }
    }

    private int label(PictureFile file, KnownLabels labels) {
        try {
            return choice.fromFolders
                    ? DataOptions.labelOfFolder(file, labels::index)
                    : labels.index(choice.label.orElseThrow());
        } catch (BadNetworkException e) {
            throw new UserException("--label: " + e.getMessage(), e);
        }
    }
}
