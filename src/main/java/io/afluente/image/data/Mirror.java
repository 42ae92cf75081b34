package io.afluente.image.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** A web folder that holds the files packed as {@code .gz}. */
final class Mirror implements DataSource {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration DOWNLOAD = Duration.ofMinutes(2);

    private final URI base;

    /** The base address, with or without a slash at its end. */
    Mirror(URI base) {
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    }

    @Override
    public String name() {
        return base.toString();
    }

    @Override
    public void fetch(List<DataFile> files, Path folder) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(Redirect.NORMAL)
                        .build();
        for (DataFile file : files) {
            byte[] packed = download(client, file);
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                file.store(in, folder);
            }
        }
    }

    private byte[] download(HttpClient client, DataFile file)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(file.name() + ".gz")).build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> body(info, file));
        try {
            HttpResponse<byte[]> response = answer.get(DOWNLOAD.toSeconds(), TimeUnit.SECONDS);
            if (response.body() == null) {
                throw new IOException(
                        request.uri() + " answered " + response.statusCode() + " without the file");
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException("no connection", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + DOWNLOAD.toSeconds() + " s", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Takes a body only if it says its length and is no longer than the unpacked file. */
    private static BodySubscriber<byte[]> body(ResponseInfo info, DataFile file) {
        long length = info.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
        boolean wanted = info.statusCode() == 200 && length <= file.bytes();
        return wanted ? BodySubscribers.ofByteArray() : BodySubscribers.replacing(null);
    }
}
