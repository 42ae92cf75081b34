package io.afluente.cli.models;

import io.afluente.model.BackboneSpec;
import io.afluente.model.MissingBackboneException;
import io.afluente.registry.BackboneFolder;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.ModelsTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether backbones are on the topic of models as a whole, whatever else has them: each is read
 * once, into a folder that goes again, and hashed.
 */
final class TopicBackbones {
    private final ModelsTopic models;
    private final Map<String, Boolean> known = new HashMap<>();

    TopicBackbones(ModelsTopic models) {
        this.models = models;
    }

    boolean has(BackboneSpec backbone) {
        return known.computeIfAbsent(backbone.sha256(), sha256 -> isReadable(backbone));
    }

    private boolean isReadable(BackboneSpec backbone) {
        try {
            Path folder = Files.createTempDirectory("afluente-backbones-");
            try {
                new BackbonesOnTopic(models, new BackboneFolder(folder)).file(backbone);
                return true;
            } catch (MissingBackboneException e) {
                return false;
            } finally {
                Utils.delete(folder.toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
