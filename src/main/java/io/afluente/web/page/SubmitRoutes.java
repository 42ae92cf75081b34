package io.afluente.web.page;

import io.afluente.image.BadImageException;
import io.afluente.learn.example.Control;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.record.MediaType;
import io.afluente.stream.record.RecordPosition;
import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.GatewayTimeoutResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.UnprocessableContentResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Pictures and corrections of the page, as records on their topics: {@code POST /api/images} waits
 * for the prediction, or 422 and the reason why there is none; {@code POST /api/examples?label=7}
 * has the learner take a step and make a checkpoint at once.
 */
final class SubmitRoutes implements Routes {
    private static final int MAX_WAITING = 24;
    private static final int PATIENCE_SECONDS = 10;

    private final Submissions submissions;
    private final Replies replies;
    private final Guard guard;
    private final IntSupplier labels;

    private final SeenPicture seen;

    /**
     * What became of a picture.
     *
     * @param reply that came
     * @param millis how long that took
     * @param seen the picture as the network took it, as a data URI
     */
    record Answered(Replies.Reply reply, long millis, String seen) {}

    /** Where an example lies. */
    record Taught(RecordPosition source) {}

    SubmitRoutes(
            Submissions submissions,
            Replies replies,
            Guard guard,
            IntSupplier labels,
            SeenPicture seen) {
        this.submissions = submissions;
        this.replies = replies;
        this.guard = guard;
        this.labels = labels;
        this.seen = seen;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/images", this::ask);
        routes.post("/api/examples", this::teach);
    }

    private void ask(Context request) throws InterruptedException {
        guard.check(request);
        if (replies.waiting() >= MAX_WAITING) {
            request.header("Retry-After", "1");
            throw new ServiceUnavailableResponse("too many pictures are on their way");
        }
        long start = System.nanoTime();
        String id = newId();
        String type = typeOf(request);
        CompletableFuture<Replies.Reply> reply = replies.to(id);
        try {
            await(submissions.image(id, type, request.bodyAsBytes()));
            Replies.Reply arrived = await(reply);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (arrived.reason() != null) {
                throw new UnprocessableContentResponse(arrived.reason());
            }
            String picture = PictureCard.dataUri(seen.of(request.bodyAsBytes(), type));
            json(request, new Answered(arrived, millis, picture));
        } finally {
            reply.cancel(false);
        }
    }

    private void teach(Context request) throws InterruptedException {
        guard.check(request);
        int label = labelOf(request);
        CompletableFuture<RecordPosition> example =
                submissions.example(typeOf(request), request.bodyAsBytes(), label);
        CompletableFuture<RecordPosition> order = submissions.order(Control.Order.CHECKPOINT);
        RecordPosition source = await(example);
        await(order);
        json(request, new Taught(source));
    }

    private int labelOf(Context request) {
        String text = request.queryParam("label");
        int known = labels.getAsInt();
        if (text == null || !text.matches("\\d{1,6}") || Integer.parseInt(text) >= known) {
            throw new BadRequestResponse("label: must be from 0 to " + (known - 1));
        }
        return Integer.parseInt(text);
    }

    private static String typeOf(Context request) {
        return typeOf(request.contentType(), request.bodyAsBytes());
    }

    /** What a value is sent on as: a picture as what it is, whatever its name made of it. */
    static String typeOf(String declared, byte[] value) {
        try {
            MediaType type =
                    MediaType.named(declared).orElseGet(() -> MediaType.ofFirstBytes(value));
            return (type.isPicture() ? MediaType.ofPicture(value) : type).toString();
        } catch (BadImageException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }

    private static String newId() {
        return "page-" + UUID.randomUUID();
    }

    private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new GatewayTimeoutResponse("no answer came; does a classifier run?");
        } catch (ExecutionException e) {
            throw new GatewayTimeoutResponse("Kafka did not take it: " + e.getCause().getMessage());
        }
    }

    private static void json(Context request, Object value) {
        request.contentType("application/json").result(PageJson.write(value));
    }
}
