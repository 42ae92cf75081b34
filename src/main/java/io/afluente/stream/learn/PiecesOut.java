package io.afluente.stream.learn;

import io.afluente.registry.Sha256;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Hands on what is written in pieces of one size, so that the whole is never in the heap. */
final class PiecesOut extends OutputStream {
    private final byte[] piece;
    private final BiConsumer<Integer, byte[]> taker;
    private final Sha256.Growing hash = new Sha256.Growing();
    private int filled;
    private int pieces;
    private long bytes;

    /**
     * @param size of a piece; the last one may be smaller
     * @param taker gets the number of each piece, and a copy of it
     */
    PiecesOut(int size, BiConsumer<Integer, byte[]> taker) {
        this.piece = new byte[size];
        this.taker = taker;
    }

    @Override
    public void write(int value) {
        piece[filled++] = (byte) value;
        handOnIfFull();
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int done = 0;
        while (done < length) {
            int some = Math.min(length - done, piece.length - filled);
            System.arraycopy(from, offset + done, piece, filled, some);
            filled += some;
            done += some;
            handOnIfFull();
        }
    }

    private void handOnIfFull() {
        if (filled == piece.length) {
            handOn();
        }
    }

    private void handOn() {
        byte[] copy = Arrays.copyOf(piece, filled);
        hash.add(copy);
        taker.accept(pieces, copy);
        pieces++;
        bytes += filled;
        filled = 0;
    }

    /** Hands on what is left. */
    @Override
    public void close() {
        if (filled > 0) {
            handOn();
        }
    }

    /** How many there were. */
    int pieces() {
        return pieces;
    }

    /** How long all of them are together. */
    long bytes() {
        return bytes;
    }

    /** The hash of all; the last call. */
    String sha256() {
        return hash.value();
    }
}
