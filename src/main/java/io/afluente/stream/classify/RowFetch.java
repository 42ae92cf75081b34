package io.afluente.stream.classify;

import io.afluente.stream.fetch.Fetched;
import io.afluente.stream.fetch.PatientFetcher;
import io.afluente.stream.fetch.PictureReference;
import io.afluente.stream.fetch.PictureSource;

/** The picture of one row, on its way here from elsewhere. Belongs to one stream thread. */
final class RowFetch implements PictureSource {
    private final PictureReference reference;
    private final PatientFetcher.Waiting waiting;
    private Fetched last;

    /**
     * @param waiting begins when it is tried for the first time
     */
    RowFetch(PictureReference reference, PatientFetcher.Waiting waiting) {
        this.reference = reference;
        this.waiting = waiting;
    }

    PictureReference reference() {
        return reference;
    }

    /** What the last try has brought. */
    void tried(Fetched fetched) {
        last = fetched;
    }

    /** Whether another try may bring it. */
    boolean mayCome() {
        return last == null || last.mayCome();
    }

    /** Whether there is patience for that try, or none has been made for lack of room. */
    boolean isWaiting() {
        return mayCome() && (last.isLater() || !waiting.isOver());
    }

    /** Pauses before another try; false where patience is over. */
    boolean again() {
        return waiting.again();
    }

    int size() {
        return last == null ? 0 : last.size();
    }

    @Override
    public byte[] fetch(PictureReference asked) {
        return last.bytes();
    }
}
