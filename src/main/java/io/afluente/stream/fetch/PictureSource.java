package io.afluente.stream.fetch;

/** Has the pictures that records refer to. */
@FunctionalInterface
public interface PictureSource {
    /**
     * The bytes of a picture, with the hash that its reference says.
     *
     * @throws FetchException if it can't be had
     */
    byte[] fetch(PictureReference reference);
}
