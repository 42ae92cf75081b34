package io.afluente.cli.models.folder;

import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Plans;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkShapes;
import io.afluente.model.file.NewNetworkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A network from elsewhere as a model's folder.
 *
 * @param folder what is to be written
 * @param lines what was found and chosen, for people
 * @param origin the file of its parameters, if it has them outside the folder
 */
record ImportedNetwork(NewNetworkFolder folder, List<String> lines, Optional<Path> origin) {
    /** A file of DL4J's own gives its layers. */
    static ImportedNetwork ofDl4j(String name, Path file, ImportOptions options)
            throws IOException {
        byte[] bytes = NetworkFile.bytes(file);
        InputShape picture = options.picture(0, 0, 0);
        NetworkSpec network =
                new NetworkSpec(
                        name,
                        picture,
                        options.requireLabels(),
                        options.normalisation(picture),
                        NetworkFile.configurationOf(bytes));
        NetworkShapes.check(network);
        int parameters = NetworkFile.read(bytes, network).parameters().length;
        List<String> lines = new ArrayList<>();
        lines.add(text("network    %,d parameters, pictures of %s", parameters, picture));
        Plans.missing(network)
                .ifPresent(
                        layer ->
                                lines.add(
                                        text(
                                                "plan       none: %s has none, so it runs on stock DL4J, which is slower",
                                                layer)));
        return new ImportedNetwork(
                new NewNetworkFolder(network, Map.of(), Optional.empty(), Optional.empty()),
                lines,
                Optional.of(file));
    }

    /** What a line of versions begins from, if not from the seed. */
    Optional<Path> start(Path written) {
        return origin.or(
                () -> folder.start().map(network -> written.resolve(NewNetworkFolder.START)));
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
