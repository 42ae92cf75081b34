package io.afluente.service;

import io.afluente.model.SavedNetwork;
import io.afluente.model.file.ParametersHash;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.learn.Line;
import io.afluente.stream.learn.WrongBeginningException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A line of versions on the topic of models. It begins once: who starts its learner again before
 * anything is learned finds the first version there, and who names the beginning again later
 * changes nothing.
 */
final class BegunLine implements Line {
    private final InitialVersion beginning;
    private final ModelsTopic models;

    BegunLine(InitialVersion beginning, ModelsTopic models) {
        this.beginning = beginning;
        this.models = models;
    }

    @Override
    public Checkpoint begin() {
        return orTold(this::published);
    }

    private Checkpoint published() {
        Catalog catalog = models.catalog();
        Optional<Version> latest =
                catalog.manifests().stream().findFirst().map(BegunLine::versionOf);
        refuseToBeginAnew(latest);
        Checkpoint first = again(catalog, latest).orElseGet(() -> sealed(latest));
        if (!catalog.manifest(first.version()).isPresent()
                || !catalog.candidate().equals(Optional.of(first.version()))) {
            models.publish(first);
        }
        return first;
    }

    @Override
    public Checkpoint goOn(Optional<Lineage> first) {
        beginning.from().ifPresent(source -> refuseAnother(source, first));
        // its parameters are those of the stored state in a moment
        InitialVersion drawn =
                new InitialVersion(beginning.network(), beginning.seed(), Optional.empty());
        return orTold(() -> drawn.checkpoint(0));
    }

    /** Kafka Streams hands on the cause of all causes alone: that must be the whole message. */
    private static Checkpoint orTold(Supplier<Checkpoint> begun) {
        try {
            return begun.get();
        } catch (UserException e) {
            throw new WrongBeginningException(e.getMessage(), e);
        }
    }

    private void refuseToBeginAnew(Optional<Version> latest) {
        if (beginning.from().isEmpty() && latest.filter(v -> v.sequence() > 0).isPresent()) {
            throw new WrongBeginningException(
                    "the topic of models has versions up to %s of %s, but this learner has no state of its own. Go on from one with --from %s"
                            .formatted(latest.get(), beginning.network().name(), latest.get()));
        }
    }

    private Checkpoint sealed(Optional<Version> latest) {
        boolean drawn = beginning.from().isEmpty();
        return beginning.checkpoint(drawn ? 0 : latest.map(v -> v.sequence() + 1).orElse(0L));
    }

    /** The first version, if it is on the topic since a start before, and still the latest. */
    private Optional<Checkpoint> again(Catalog catalog, Optional<Version> latest) {
        Lineage wanted = beginning.lineage(beginning.start());
        return catalog.manifests().stream()
                .takeWhile(m -> versionOf(m).sequence() == latest.orElseThrow().sequence())
                .filter(manifest -> isSame(manifest.lineage(), wanted))
                .flatMap(manifest -> catalog.checkpoint(versionOf(manifest)).stream())
                .findFirst();
    }

    private static boolean isSame(Lineage published, Lineage wanted) {
        return published.isFirst()
                && Objects.equals(published.parent(), wanted.parent())
                && published.seed() == wanted.seed()
                && published.parametersSha256().equals(wanted.parametersSha256());
    }

    private void refuseAnother(InitialVersion.Source source, Optional<Lineage> first) {
        if (first.isEmpty()) {
            throw new WrongBeginningException(
                    "--from %s: this learner has learned already, and 0.1.0 did not note what it began from. Leave --from out to go on, or start another line with --group learn=NEW"
                            .formatted(source.name()));
        }
        Lineage begun = first.get();
        if (!sameParameters(source, begun).orElse(source.name().equals(begun.parent()))) {
            throw new WrongBeginningException(
                    "--from %s: this learner has learned already, and it began from %s. Leave --from out to go on, or start another line with --group learn=NEW"
                            .formatted(
                                    source.name(),
                                    begun.parent() == null
                                            ? "a network drawn from the seed " + begun.seed()
                                            : begun.parent()));
        }
    }

    /** Whether it is the same network; empty where that is not there any more to look at. */
    private static Optional<Boolean> sameParameters(InitialVersion.Source source, Lineage begun) {
        SavedNetwork given;
        try {
            given = source.network().get();
        } catch (UserException gone) {
            return Optional.empty();
        }
        String now = ParametersHash.sha256(given.parameters());
        return Optional.of(now.equals(begun.parametersSha256()));
    }

    private static Version versionOf(Manifest manifest) {
        return Version.parse(manifest.version());
    }
}
