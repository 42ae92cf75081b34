package io.afluente.service;

import io.afluente.model.BackboneSpec;
import io.afluente.model.BadNetworkException;
import io.afluente.model.MissingBackboneException;
import io.afluente.registry.BackboneFolder;
import io.afluente.setting.UserException;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.ModelsTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the backbone that the local network stands behind: what is on the topic of models or
 * was taken from there before, else the one in the network's folder. Whichever it is, its hash is
 * that of {@code model.json}.
 */
public final class OwnBackbone {
    private static final Logger LOG = LoggerFactory.getLogger(OwnBackbone.class);

    private final RoleSettings settings;
    private final BackboneFolder folder;

    public OwnBackbone(RoleSettings settings) {
        this.settings = settings;
        this.folder = settings.backbones();
    }

    /**
     * The file, without a look at any topic.
     *
     * @throws UserException if it is nowhere on this machine, or another file has its name
     */
    public Path file(BackboneSpec spec) {
        return here(spec)
                .orElseThrow(
                        () -> new UserException(missing(spec, "nor was it taken from a topic")));
    }

    /**
     * The file, where this machine has none from the topic. A version that names it can be put
     * there afterwards: so can the file, and it is where it is not.
     *
     * @throws UserException if it is neither on this machine nor on the topic
     */
    public Path publish(BackboneSpec spec, ModelsTopic models) {
        BackbonesOnTopic topic = new BackbonesOnTopic(models, folder);
        Path file = here(spec).orElseGet(() -> fromTopic(spec, topic));
        if (topic.publish(file, spec.sha256())) {
            LOG.info("Backbone {} is on the topic of models", spec.sha256());
        }
        return file;
    }

    private Path fromTopic(BackboneSpec spec, BackbonesOnTopic topic) {
        try {
            return topic.file(spec);
        } catch (MissingBackboneException e) {
            throw new UserException(missing(spec, "nor on the topic of models"), e);
        }
    }

    private Optional<Path> here(BackboneSpec spec) {
        Optional<Path> local =
                settings.backbone()
                        .filter(Files::isRegularFile)
                        .filter(file -> isOfLocalNetwork(spec));
        try {
            return folder.find(spec.sha256())
                    .or(() -> local.map(file -> folder.adopt(file, spec.sha256())));
        } catch (BadNetworkException e) {
            throw new UserException("model.json: " + e.getMessage(), e);
        }
    }

    private boolean isOfLocalNetwork(BackboneSpec spec) {
        return settings.network().backbone().equals(Optional.of(spec));
    }

    private String missing(BackboneSpec spec, String elsewhere) {
        return "model.json: backbone: file: SHA-256 %s is neither %s %s"
                .formatted(
                        spec.sha256(),
                        settings.backbone().map(file -> "in " + file).orElse("named"),
                        elsewhere);
    }
}
