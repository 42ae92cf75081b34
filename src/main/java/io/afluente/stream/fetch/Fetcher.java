package io.afluente.stream.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Fetches pictures from addresses that are allowed: several at once, each tried once, all under one
 * deadline. Safe for any thread.
 */
public final class Fetcher implements PictureSource {
    private static final int PARALLEL = 32;

    private final FetchSettings settings;
    private final int most;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private ExecutorService executor;
    private HttpFetch web;

    /**
     * @param most bytes of a picture
     */
    public Fetcher(FetchSettings settings, int most) {
        this.settings = settings;
        this.most = most;
    }

    /** Refuses every reference. */
    public static Fetcher none() {
        return new Fetcher(FetchSettings.none(), 0);
    }

    /** What it may fetch, and how long that may take. */
    public FetchSettings settings() {
        return settings;
    }

    @Override
    public byte[] fetch(PictureReference reference) {
        return fetch(List.of(reference), 0).get(reference).bytes();
    }

    /**
     * Tries to fetch several pictures.
     *
     * @param room bytes that all but the first may take together; those that do not fit are left
     *     for later
     */
    public Map<PictureReference, Fetched> fetch(
            Collection<PictureReference> references, long room) {
        Map<PictureReference, Attempt> attempts = new LinkedHashMap<>();
        try {
            return await(references, attempts, room);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } finally {
            attempts.values().forEach(Attempt::end);
        }
    }

    private Map<PictureReference, Fetched> await(
            Collection<PictureReference> references,
            Map<PictureReference, Attempt> attempts,
            long room)
            throws InterruptedException {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        long millis = settings.timeout().toMillis();
        Semaphore free = new Semaphore(PARALLEL);
        ByteBudget shared = new ByteBudget(room);
        for (PictureReference reference : references) {
            if (free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                ByteBudget own = attempts.isEmpty() ? ByteBudget.unlimited() : shared;
                Attempt attempt = begin(reference, own);
                attempts.put(reference, attempt);
                attempt.atEnd(free::release);
            }
        }
        Map<PictureReference, Fetched> all = new LinkedHashMap<>();
        for (PictureReference reference : references) {
            Attempt attempt = attempts.get(reference);
            Fetched fetched =
                    attempt == null
                            ? Fetched.failed(Attempt.tooSlow(millis))
                            : attempt.await(deadline - System.nanoTime(), millis);
            all.put(reference, fetched.of(reference));
        }
        return all;
    }

    private Attempt begin(PictureReference reference, ByteBudget budget) {
        Attempt attempt = new Attempt();
        CompletableFuture<byte[]> picture;
        try {
            FetchUrl url = FetchUrl.of(reference.url());
            settings.allowed().requireNamed(url);
            picture = get(url, budget, attempt).thenApply(bytes -> checked(reference, bytes));
        } catch (FetchException e) {
            picture = CompletableFuture.failedFuture(e);
        }
        return attempt.bringing(picture);
    }

    private CompletableFuture<byte[]> get(FetchUrl url, ByteBudget budget, Attempt attempt) {
        if (url.scheme().equals("file")) {
            FileFetch files = new FileFetch(settings.allowed(), most);
            return attempt.running(
                    CompletableFuture.supplyAsync(() -> files.get(url, budget), executor()));
        }
        if (url.scheme().equals("s3")) {
            S3Settings store = settings.s3().orElseThrow();
            return web().get(new S3Requests(store).of(url), budget, attempt);
        }
        return web().get(url, budget, attempt);
    }

    private synchronized HttpFetch web() {
        if (web == null) {
            web = new HttpFetch(settings.allowed(), most, settings.timeout(), executor());
        }
        return web;
    }

    private synchronized ExecutorService executor() {
        if (executor == null) {
            executor =
                    Executors.newCachedThreadPool(
                            work -> {
                                Thread thread = new Thread(work, "fetch");
                                thread.setDaemon(true);
                                return thread;
                            });
        }
        return executor;
    }

    private static byte[] checked(PictureReference reference, byte[] bytes) {
        reference
                .sha256()
                .ifPresent(
                        wanted -> {
                            String found = sha256(bytes);
                            if (!found.equals(wanted)) {
                                throw FetchException.lasting(
                                        "its SHA-256 is %s, and image-sha256 says %s"
                                                .formatted(found, wanted));
                            }
                        });
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits before another try.
     *
     * @throws StoppedException if the process ends meanwhile
     */
    public void pause(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /** Nobody is kept waiting from now on. */
    public void stop() {
        stopped.countDown();
    }
}
