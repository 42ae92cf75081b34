package io.afluente.web.infer;

import io.afluente.web.Routes;
import io.afluente.web.infer.tensor.InferException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The paths of the Open Inference Protocol: health and metadata, which anybody may see, and {@code
 * POST /v2/models/{name}/infer}, with or without a version.
 */
final class InferRoutes implements Routes {
    private static final String MODEL = "/v2/models/{name}";
    private static final String VERSION = MODEL + "/versions/{version}";

    private final String model;
    private final Answerer answerer;
    private final BooleanSupplier ready;
    private final InferHandler infer;

    /**
     * @param model its name, which is the only one
     * @param ready whether requests can be answered now
     */
    InferRoutes(String model, Answerer answerer, BooleanSupplier ready, InferHandler infer) {
        this.model = model;
        this.answerer = answerer;
        this.ready = ready;
        this.infer = infer;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v2", request -> json(request, Metadata.server()));
        routes.get("/v2/health/live", request -> json(request, Map.of("live", true)));
        routes.get("/v2/health/ready", request -> tellReady(request, Map.of("ready", isReady())));
        for (String path : new String[] {MODEL, VERSION}) {
            routes.get(path, request -> told(request, () -> describe(request)));
            routes.get(path + "/ready", request -> told(request, () -> modelReady(request)));
            routes.post(path + "/infer", request -> infer.handle(request, () -> served(request)));
        }
    }

    private static void told(Context request, Runnable answer) {
        try {
            answer.run();
        } catch (InferException e) {
            Errors.tell(request, e);
        }
    }

    private boolean isReady() {
        return ready.getAsBoolean() && answerer.served().isPresent();
    }

    private void modelReady(Context request) {
        checkName(request);
        answerer.served().ifPresent(now -> Versions.require(version(request), now.version()));
        tellReady(request, Map.of("name", model, "ready", isReady()));
    }

    private void tellReady(Context request, Map<String, ?> answer) {
        json(request, answer);
        request.status(isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    }

    private void describe(Context request) {
        Served now = served(request);
        json(request, Metadata.model(now, answerer.outputs(now)));
    }

    /** What serves; refuses a request about another model or version. */
    private Served served(Context request) {
        checkName(request);
        Served now =
                answerer.served()
                        .orElseThrow(
                                () ->
                                        InferException.unavailable(
                                                "no version of " + model + " serves yet"));
        Versions.require(version(request), now.version());
        return now;
    }

    private void checkName(Context request) {
        String name = request.pathParam("name");
        if (!name.equals(model)) {
            throw new InferException(
                    HttpStatus.NOT_FOUND,
                    "model: there is no \"%s\" here, only \"%s\"".formatted(name, model));
        }
    }

    static Optional<String> version(Context request) {
        return Optional.ofNullable(request.pathParamMap().get("version"));
    }

    private static void json(Context request, Object answer) {
        request.contentType("application/json").result(InferJson.write(answer));
    }
}
