package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code /events}: the feed as server-sent events, first all there is and then what is new. Each
 * listener has a thread of its own, so there may be only so many.
 */
final class EventRoutes implements Routes {
    private static final int MAX_LISTENERS = 16;
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;

    private final Feed feed;

    EventRoutes(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/events", this::listen);
    }

    private void listen(Context request) throws IOException, InterruptedException {
        if (!feed.enter(MAX_LISTENERS)) {
            request.header("Retry-After", "10");
            throw new ServiceUnavailableResponse("too many pages are open");
        }
        try {
            request.res().setContentType("text/event-stream; charset=utf-8");
            stream(request.res().getOutputStream());
        } catch (IOException gone) {
            // the page was closed: nobody is left to be told
        } finally {
            feed.leave();
        }
    }

    private void stream(OutputStream out) throws IOException, InterruptedException {
        long seen = 0;
        while (!feed.isClosed()) {
            List<Feed.Event> events = feed.after(seen, SIGN_OF_LIFE_MILLIS);
            for (Feed.Event event : events) {
                write(out, event);
                seen = event.number();
            }
            if (events.isEmpty()) {
                out.write(":\n\n".getBytes(UTF_8));
            }
            out.flush();
        }
    }

    private static void write(OutputStream out, Feed.Event event) throws IOException {
        out.write(("event: " + event.kind() + "\ndata: ").getBytes(UTF_8));
        out.write(event.json());
        out.write("\n\n".getBytes(UTF_8));
    }
}
