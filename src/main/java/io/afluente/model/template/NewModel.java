package io.afluente.model.template;

import io.afluente.image.InputShape;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkFolder;
import io.afluente.model.file.NewNetworkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that has learned nothing yet, for pictures of one shape.
 *
 * @param input the shape
 * @param labels the name of each output, in order
 * @param normalisation of the pictures
 * @param template of its network
 */
public record NewModel(
        InputShape input,
        List<String> labels,
        Normalisation normalisation,
        NetworkTemplate template) {
    public NewModel {
        labels = List.copyOf(labels);
    }

    /**
     * Writes the model's folder, all or nothing, and reads it back.
     *
     * @param folder that is not there yet; its name is the model's
     * @throws io.afluente.model.BadNetworkException if there can be no such model
     */
    public NetworkFolder write(Path folder) throws IOException {
        NetworkSpec network =
                new NetworkSpec(
                        folder.getFileName().toString(),
                        input,
                        labels,
                        normalisation,
                        NetworkConfiguration.canonical(
                                NetworkConfiguration.read(
                                        template.configuration(input, labels.size()))));
        return new NewNetworkFolder(
                        network, template.training(), Optional.empty(), Optional.empty())
                .write(folder);
    }
}
