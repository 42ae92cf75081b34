package io.afluente.stream.fetch;

/** What came of a try: a picture, or why there is none; neither of one that is left for later. */
public final class Fetched {
    private final byte[] picture;
    private final FetchException failure;

    private Fetched(byte[] picture, FetchException failure) {
        this.picture = picture;
        this.failure = failure;
    }

    static Fetched picture(byte[] bytes) {
        return new Fetched(bytes, null);
    }

    static Fetched failed(FetchException why) {
        return new Fetched(null, why);
    }

    static Fetched later() {
        return new Fetched(null, null);
    }

    /** The same, said of a field of the record. */
    Fetched of(PictureReference reference) {
        return failure == null
                ? this
                : failed(failure.in(reference.field() + ": " + reference.shown()));
    }

    /**
     * The bytes of the picture.
     *
     * @throws FetchException if it could not be had
     */
    public byte[] bytes() {
        if (failure != null) {
            throw failure;
        }
        return picture;
    }

    /** What the picture takes; nothing where there is none. */
    public int size() {
        return picture == null ? 0 : picture.length;
    }

    /** Whether others have left it no room. */
    public boolean isLater() {
        return picture == null && failure == null;
    }

    /** Whether another try may bring the picture. */
    public boolean mayCome() {
        return picture == null && (failure == null || failure.isPassing());
    }
}
