package io.afluente.cli.output;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says which commands to go on with after a model's folder was made.
 *
 * @param model its name
 * @param models the folder of all models, if the caller named one
 */
public record NextCommands(PrintWriter out, String model, Optional<Path> models) {
    /**
     * Tells how to serve the model, and how to teach it.
     *
     * @param start of the line of versions, if it is not drawn from the seed
     * @param pictures to learn from, if they are known
     */
    public void tell(Optional<Path> start, Optional<Path> pictures) {
        out.println("next:");
        out.println(
                "  afluente serve "
                        + which()
                        + start.map(file -> " --from " + asTyped(file)).orElse(""));
        out.println(
                "  afluente produce %s --labels-from-folders --checkpoint %s"
                        .formatted(pictures.map(NextCommands::asTyped).orElse("FOLDER"), which()));
    }

    private String which() {
        return "--model "
                + model
                + models.map(folder -> " --models-dir " + asTyped(folder)).orElse("");
    }

    /**
     * Tells how to serve a model that does not learn.
     *
     * @param version its file
     */
    public void tellToPublish(Path version) {
        out.println("next:");
        out.println(
                "  afluente models publish %s --promote %s".formatted(asTyped(version), which()));
        out.println("  afluente serve --roles classify " + which());
    }

    /** From here, where it is below, and in quotes where a shell needs them. */
    public static String asTyped(Path path) {
        Path here = Path.of("").toAbsolutePath();
        String text = String.valueOf(path.startsWith(here) ? here.relativize(path) : path);
        return text.matches("[\\w./-]+") ? text : "'" + text + "'";
    }
}
