package io.afluente.stream.fetch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Tries again what may pass, for as long as one has patience; and never for so long that the
 * thread's transaction runs out: from one commit to the next it waits no longer than {@link
 * FetchSettings#mostWait}. Belongs to one thread.
 */
public final class PatientFetcher implements PictureSource {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long MOST_PAUSE_MS = 2_000;

    private final Fetcher fetcher;
    private final IntSupplier commits;
    private int committed;
    private long waited;

    /**
     * @param commits how often the thread has committed
     */
    public PatientFetcher(Fetcher fetcher, IntSupplier commits) {
        this.fetcher = fetcher;
        this.commits = commits;
    }

    @Override
    public byte[] fetch(PictureReference reference) {
        Waiting waiting = new Waiting();
        Fetched fetched;
        do {
            fetched = fetch(List.of(reference), 0).get(reference);
        } while (fetched.mayCome() && waiting.again());
        return fetched.bytes();
    }

    /** Tries each once, like {@link Fetcher#fetch(Collection, long)}, where there is time left. */
    public Map<PictureReference, Fetched> fetch(
            Collection<PictureReference> references, long room) {
        if (!isTimeFor(settings().timeout().toNanos())) {
            return notTried(references);
        }
        long began = System.nanoTime();
        try {
            return fetcher.fetch(references, room);
        } finally {
            waited += System.nanoTime() - began;
        }
    }

    /** Whether it fetches nothing at all. */
    public boolean isOff() {
        return settings().allowed().isEmpty();
    }

    private FetchSettings settings() {
        return fetcher.settings();
    }

    private boolean isTimeFor(long nanos) {
        if (commits.getAsInt() != committed) {
            committed = commits.getAsInt();
            waited = 0;
        }
        return waited + nanos <= settings().mostWait().toNanos();
    }

    private Map<PictureReference, Fetched> notTried(Collection<PictureReference> references) {
        Map<PictureReference, Fetched> all = new HashMap<>();
        FetchException why =
                FetchException.passing("not tried, for pictures before it took all the time");
        references.forEach(reference -> all.put(reference, Fetched.failed(why).of(reference)));
        return all;
    }

    /** The wait for one picture, or for several that are tried together. */
    public final class Waiting {
        private final long since;
        private long pauseMillis = FIRST_PAUSE_MS;

        /** Begins now. */
        public Waiting() {
            this.since = System.nanoTime();
        }

        /** Whether there is patience for one more try. */
        public boolean isOver() {
            long next = System.nanoTime() - since + 1_000_000 * pauseMillis;
            return next > settings().patience().toNanos()
                    || !isTimeFor(1_000_000 * pauseMillis + settings().timeout().toNanos());
        }

        /** Pauses before another try; false where patience is over. */
        public boolean again() {
            if (isOver()) {
                return false;
            }
            fetcher.pause(pauseMillis);
            waited += 1_000_000 * pauseMillis;
            pauseMillis = Math.min(MOST_PAUSE_MS, 2 * pauseMillis);
            return true;
        }
    }
}
