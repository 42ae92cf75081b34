package io.afluente.web.page;

import io.afluente.model.BadNetworkException;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.registry.Author;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.client.Promotion;
import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Which version serves: {@code POST /api/pin?version=…} has every classifier answer by it, {@code
 * DELETE /api/pin} by what the learner puts forward.
 */
final class ModelRoutes implements Routes {
    private final ModelsView book;
    private final ModelsTopic topic;
    private final Guard guard;

    ModelRoutes(ModelsView book, ModelsTopic topic, Guard guard) {
        this.book = book;
        this.topic = topic;
        this.guard = guard;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/pin", this::pin);
        routes.delete("/api/pin", this::unpin);
    }

    private void pin(Context request) {
        guard.check(request);
        Version version = versionOf(request);
        Checkpoint checkpoint =
                book.checkpoint(version)
                        .orElseThrow(
                                () ->
                                        new NotFoundResponse(
                                                "version " + version + " is not on the topic"));
        rehearse(checkpoint);
        Promotion promotion = new Promotion(topic.by(author("promote", request)));
        CompletableFuture<Void> pinned = new CompletableFuture<>();
        // the watch over the pin goes on after the page has been told
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                promotion.promote(checkpoint, () -> pinned.complete(null));
                            } catch (RuntimeException e) {
                                pinned.completeExceptionally(e);
                            }
                        },
                        "page-promotion");
        watch.setDaemon(true);
        watch.start();
        pinned.join();
        request.status(204);
    }

    private void unpin(Context request) {
        guard.check(request);
        topic.by(author("unpin", request)).unpin();
        request.status(204);
    }

    /** Who has the token is not known by name: the address tells where the page was. */
    private Author author(String action, Context request) {
        return new Author(action, topic.principal().orElse(null), "page@" + request.ip(), null);
    }

    private static void rehearse(Checkpoint checkpoint) {
        try {
            Rehearsal.of(checkpoint.network());
        } catch (BadNetworkException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }

    private static Version versionOf(Context request) {
        try {
            return Version.parse(String.valueOf(request.queryParam("version")));
        } catch (BadNetworkException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }
}
