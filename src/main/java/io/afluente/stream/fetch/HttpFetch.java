package io.afluente.stream.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Gets pictures by HTTP. A redirect is followed to where the picture could have been fetched from
 * by itself, and nowhere else. Safe for any thread.
 */
final class HttpFetch {
    private static final int MOST_REDIRECTS = 3;
    private static final int FOLLOW_NONE = -1;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

    private final AllowList allowed;
    private final int most;
    private final Executor executor;
    private final HttpClient client;

    /**
     * @param most bytes of a picture
     * @param executor does what would hold a caller up
     */
    HttpFetch(AllowList allowed, int most, Duration timeout, Executor executor) {
        this.allowed = allowed;
        this.most = most;
        this.executor = executor;
        this.client =
                HttpClient.newBuilder()
                        // each target is looked at before it is asked
                        .followRedirects(HttpClient.Redirect.NEVER)
                        // hanging up on an endless answer ends its connection and no other
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .executor(executor)
                        .build();
    }

    /** Begins to get what is at an address. */
    CompletableFuture<byte[]> get(FetchUrl url, ByteBudget budget, Attempt attempt) {
        return get(url, budget, attempt, MOST_REDIRECTS);
    }

    private CompletableFuture<byte[]> get(
            FetchUrl url, ByteBudget budget, Attempt attempt, int redirects) {
        HttpRequest request = HttpRequest.newBuilder(url.uri()).build();
        if (allowed.requireNamed(url)) {
            return send(request, budget, attempt, redirects);
        }
        return CompletableFuture.runAsync(() -> requirePublic(url), executor)
                .thenCompose(checked -> send(request, budget, attempt, redirects));
    }

    /** Begins to get what a signed request asks for; nobody else is shown the signature. */
    CompletableFuture<byte[]> get(HttpRequest signed, ByteBudget budget, Attempt attempt) {
        return send(signed, budget, attempt, FOLLOW_NONE);
    }

    private CompletableFuture<byte[]> send(
            HttpRequest request, ByteBudget budget, Attempt attempt, int redirects) {
        return attempt.running(client.sendAsync(request, answer -> body(answer, budget)))
                .thenCompose(
                        answer ->
                                redirects > FOLLOW_NONE && REDIRECTS.contains(answer.statusCode())
                                        ? get(
                                                target(answer, redirects),
                                                budget,
                                                attempt,
                                                redirects - 1)
                                        : CompletableFuture.completedFuture(picture(answer)));
    }

    /**
     * The client asks for the same addresses a moment later, and gets what the JVM remembers of
     * this answer: a name server that changes its mind in between is not heard.
     */
    private static void requirePublic(FetchUrl url) {
        try {
            for (InetAddress address : InetAddress.getAllByName(url.host())) {
                if (!PublicAddress.is(address)) {
                    throw FetchException.lasting(
                            "an address of a private network, whose host --fetch-allow does not"
                                    + " name");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("unknown host", e);
        }
    }

    private BodySubscriber<byte[]> body(ResponseInfo answer, ByteBudget budget) {
        if (answer.statusCode() != 200) {
            return new NoBody();
        }
        long said = answer.headers().firstValueAsLong("content-length").orElse(0);
        if (said > most) {
            throw FetchException.tooLarge(most);
        }
        return new LimitedBody((bytes, part) -> refusal(bytes, part, budget));
    }

    private Exception refusal(long bytes, int part, ByteBudget budget) {
        if (bytes > most) {
            return FetchException.tooLarge(most);
        }
        return budget.take(part) ? null : new NoRoomException();
    }

    private static FetchUrl target(HttpResponse<?> answer, int redirects) {
        if (redirects == 0) {
            throw FetchException.lasting("more than %d redirects".formatted(MOST_REDIRECTS));
        }
        try {
            URI location = URI.create(answer.headers().firstValue("location").orElse(""));
            FetchUrl target = FetchUrl.of(answer.uri().resolve(location).toString());
            if (target.scheme().startsWith("http")) {
                return target;
            }
        } catch (IllegalArgumentException notEvenOne) {
            // told below
        }
        throw FetchException.lasting("a redirect that leads to no address of the web");
    }

    private static byte[] picture(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 200) {
            return answer.body();
        }
        String said = "HTTP " + status;
        boolean passes = status / 100 == 5 || status == 408 || status == 429;
        throw passes ? FetchException.passing(said) : FetchException.lasting(said);
    }
}
