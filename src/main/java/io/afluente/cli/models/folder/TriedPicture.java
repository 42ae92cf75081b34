package io.afluente.cli.models.folder;

import io.afluente.cli.output.NextCommands;
import io.afluente.cli.output.Text;
import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.data.PictureFile;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.Classifier;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.engine.Engines;
import io.afluente.model.file.NetworkFile;
import io.afluente.model.file.NewNetworkFolder;
import io.afluente.setting.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A picture that shows whether a network was imported as its makers meant it: with another mean or
 * another order of channels it answers, and wrongly.
 *
 * @param file where it was
 * @param picture as the network takes it
 */
record TriedPicture(Path file, Image picture) {
    private static final int SHOWN = 5;

    /** A picture in the form that a network takes. */
    static TriedPicture read(Path file, NetworkSpec network) {
        try {
            byte[] bytes = new PictureFile(file, file.toString()).bytes();
            ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
            return new TriedPicture(file, decoder.decode(bytes, network.pictures()));
        } catch (BadImageException e) {
            throw new UserException("--try %s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UserException("--try %s: can't be read: %s".formatted(file, e), e);
        }
    }

    /** Tells the labels that are most probable. */
    void answeredBy(ImportedNetwork imported, Path folder, PrintWriter out) {
        Optional<Path> parameters = imported.start(folder);
        if (parameters.isEmpty()) {
            out.println(
                    "try        %s: the head is drawn from the seed and has learned nothing to say"
                            .formatted(NextCommands.asTyped(file)));
            return;
        }
        SavedNetwork network = parameters(parameters.get(), imported);
        try (ServableNetwork servable =
                        new BackboneEngine(
                                        Engines.of(Engines.REFERENCE, 1),
                                        spec -> folder.resolve(NewNetworkFolder.BACKBONE))
                                .prepare(network);
                Classifier classifier = servable.classifier()) {
            Prediction answer = classifier.predict(List.of(picture)).get(0);
            out.println("try        " + NextCommands.asTyped(file));
            mostProbable(answer, network.spec().labels()).forEach(out::println);
        }
    }

    private static SavedNetwork parameters(Path file, ImportedNetwork imported) {
        try {
            return NetworkFile.read(NetworkFile.bytes(file), imported.folder().spec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> mostProbable(Prediction answer, List<String> labels) {
        if (!answer.namesALabel()) {
            return List.of("           the network gives no numbers for it");
        }
        float[] probabilities = answer.probabilities();
        return IntStream.range(0, labels.size())
                .boxed()
                .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
                .limit(SHOWN)
                .map(label -> line(labels.get(label), probabilities[label]))
                .toList();
    }

    private static String line(String label, float probability) {
        return String.format(
                Locale.ROOT, "           %5.1f %%  %s", 100 * probability, Text.printable(label));
    }
}
