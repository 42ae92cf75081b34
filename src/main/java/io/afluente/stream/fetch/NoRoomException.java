package io.afluente.stream.fetch;

/** A picture that those fetched with it have left no room for; it is fetched later. */
final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super("no room beside the others", null, false, false);
    }
}
