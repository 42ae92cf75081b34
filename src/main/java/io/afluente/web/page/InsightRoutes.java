package io.afluente.web.page;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.record.ImageCodec;
import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.TooManyRequestsResponse;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /api/insight}: what the serving version makes of a picture. Computed here from the
 * version on the topic, beside the classifiers and not by them; one at a time, and others have to
 * come again.
 */
final class InsightRoutes implements Routes {
    private final ModelsView models;
    private final Insights insights;
    private final ImageCodec codec;
    private final String ink;
    private final Guard guard;
    private final Semaphore free = new Semaphore(1);

    InsightRoutes(ModelsView models, Insights insights, ImageCodec codec, String ink, Guard guard) {
        this.models = models;
        this.insights = insights;
        this.codec = codec;
        this.ink = ink;
        this.guard = guard;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/insight", this::look);
    }

    private void look(Context request) {
        guard.check(request);
        if (!free.tryAcquire()) {
            throw new TooManyRequestsResponse("one look at a time");
        }
        try {
            Checkpoint serving =
                    models.serving()
                            .orElseThrow(() -> new NotFoundResponse("no version serves yet"));
            Image image = pictureOf(request, serving);
            request.contentType("application/json")
                    .result(PageJson.write(insights.look(serving, image)));
        } finally {
            free.release();
        }
    }

    private Image pictureOf(Context request, Checkpoint serving) {
        try {
            return new SeenPicture(codec, serving.network().spec().pictures(), ink)
                    .of(request.bodyAsBytes(), request.contentType());
        } catch (BadImageException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }
}
