package io.afluente.stream.format;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.stream.fetch.LimitedBody;
import io.afluente.stream.format.RegistryException.Cause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a registry by HTTP; none of its answers takes longer than one has patience. */
final class RegistryCalls {
    private static final int MAX_BYTES = 1 << 20;
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper READER = JsonMapper.builder().build();

    private final RegistrySettings settings;
    private final HttpClient client;

    RegistryCalls(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        // a registry that sends us elsewhere would be told who we are
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.patience());
        settings.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    URI url() {
        return settings.url();
    }

    byte[] get(String path, Duration patience) {
        return answer(request(path).GET(), patience);
    }

    byte[] post(String path, byte[] body, Duration patience) {
        return answer(
                request(path).header("Content-Type", JSON).POST(BodyPublishers.ofByteArray(body)),
                patience);
    }

    private HttpRequest.Builder request(String path) {
        String root = settings.url().toString().replaceFirst("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Accept", JSON + ", application/json");
        authorization().ifPresent(who -> request.header("Authorization", who));
        return request;
    }

    /** A file that is exchanged at this moment can't be read, and can a moment later. */
    private Optional<String> authorization() {
        try {
            return settings.authorization().get();
        } catch (RuntimeException e) {
            throw away(e.getMessage());
        }
    }

    private byte[] answer(HttpRequest.Builder request, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new LimitedBody(RegistryCalls::refusal));
        try {
            return checked(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw away("no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw away(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private static Exception refusal(long bytes, int part) {
        return bytes > MAX_BYTES
                ? new IOException("an answer of more than %,d bytes".formatted(MAX_BYTES))
                : null;
    }

    private byte[] checked(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return answer.body();
        }
        String said = "HTTP %d%s".formatted(status, message(answer.body()));
        if (status / 100 == 5 || status == 408 || status == 429) {
            throw away(said);
        }
        throw new RegistryException(status == 404 ? Cause.UNKNOWN : Cause.REFUSED, said);
    }

    private static String message(byte[] body) {
        try {
            String message = READER.readTree(body).path("message").asText("");
            return message.isEmpty() ? "" : ", " + message;
        } catch (IOException e) {
            return "";
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static RegistryException away(String why) {
        return new RegistryException(Cause.AWAY, why);
    }
}
