package io.afluente.cli.models.folder;

import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Plans;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NetworkShapes;
import io.afluente.model.file.NewNetworkFolder;
import io.afluente.model.template.StockPace;
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
        SavedNetwork saved = NetworkFile.read(bytes, network);
        List<String> lines = new ArrayList<>();
        lines.add(
                text(
                        "network    %,d parameters, pictures of %s",
                        saved.parameters().length, picture));
        Plans.missing(network).ifPresent(layer -> lines.addAll(withoutPlan(layer, saved)));
        return new ImportedNetwork(
                new NewNetworkFolder(network, Map.of(), Optional.empty(), Optional.empty()),
                lines,
                Optional.of(file));
    }

    private static List<String> withoutPlan(String layer, SavedNetwork network) {
        StockPace pace = StockPace.of(network);
        return List.of(
                text("plan       none: %s has none, so the network runs on stock DL4J", layer),
                text(
                        "speed      %s to answer a picture here, %s to learn one; by a plan the small network of",
                        time(pace.answerSeconds()), time(pace.learnSeconds())),
                text(
                        "           models new answers %.0f times as fast here as on stock DL4J, and learns %.0f times as fast",
                        pace.answerRatio(), pace.learnRatio()));
    }

    private static String time(double seconds) {
        return seconds < 0.01 ? text("%.2f ms", seconds * 1e3) : text("%.0f ms", seconds * 1e3);
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
