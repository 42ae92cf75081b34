package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the first page of a TIFF file apart, checks that all it points at is in the file, and puts
 * together a lean one: with that page alone, and of it only the entries that make the pixels. Of
 * the rest (profiles, notes, more pages) a reader would unpack and trust a part.
 */
final class TiffFile {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int PACKING = 259;
    static final int COLOURS = 262;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int ALPHA = 338;
    static final int KIND_OF_NUMBER = 339;

    /** Beside those above: order of bits, strips and tiles, planes, fax options, palette. */
    private static final Set<Integer> OTHERS =
            Set.of(266, 273, 278, 279, 284, 292, 293, 317, 320, 324, 325, 332);

    private static final int ENTRY = 12;

    /** Bytes of a value, by the number of its type; those of no known type are passed over. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer file;
    private final Map<Integer, Integer> entries = new TreeMap<>();

    private TiffFile(byte[] file) {
        this.file =
                ByteBuffer.wrap(file)
                        .order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /**
     * Reads a file that begins with TIFF's signature.
     *
     * @throws BadImageException if its first page points out of the file
     */
    static TiffFile of(byte[] file) {
        TiffFile tiff = new TiffFile(file);
        tiff.firstPage();
        return tiff;
    }

    private void firstPage() {
        long start = file.limit() < 8 ? file.limit() : file.getInt(4) & 0xffffffffL;
        if (start + 2 > file.limit()) {
            throw cutShort();
        }
        int at = (int) start + 2;
        int count = file.getShort((int) start) & 0xffff;
        if ((long) count * ENTRY > file.limit() - at) {
            throw cutShort();
        }
        for (int entry = at; entry < at + count * ENTRY; entry += ENTRY) {
            int tag = file.getShort(entry) & 0xffff;
            if (isKept(tag)) {
                checkValues(entry);
                entries.putIfAbsent(tag, entry);
            }
        }
        checkPixels(273, 279);
        checkPixels(324, 325);
    }

    /** Strips or tiles, each of an offset and a length. */
    private void checkPixels(int offsets, int lengths) {
        if (count(offsets) != count(lengths)) {
            throw new BadImageException("picture: damaged TIFF: its strips have no lengths");
        }
        for (int i = 0; i < count(offsets); i++) {
            if (value(offsets, i) + value(lengths, i) > file.limit()) {
                throw cutShort();
            }
        }
    }

    private static boolean isKept(int tag) {
        return OTHERS.contains(tag)
                || (tag >= WIDTH && tag <= PACKING)
                || tag == COLOURS
                || tag == ORIENTATION
                || tag == SAMPLES
                || tag == TILE_WIDTH
                || tag == TILE_HEIGHT
                || tag == ALPHA
                || tag == KIND_OF_NUMBER;
    }

    private void checkValues(int entry) {
        long bytes = bytes(entry);
        if (bytes > 4 && (file.getInt(entry + 8) & 0xffffffffL) + bytes > file.limit()) {
            throw cutShort();
        }
    }

    private long bytes(int entry) {
        return (file.getInt(entry + 4) & 0xffffffffL) * typeBytes(entry);
    }

    private int typeBytes(int entry) {
        int type = file.getShort(entry + 2) & 0xffff;
        return type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
    }

    /** How many values an entry has; none if it is not there. */
    long count(int tag) {
        Integer entry = entries.get(tag);
        return entry == null || typeBytes(entry) == 0 ? 0 : file.getInt(entry + 4) & 0xffffffffL;
    }

    /** The first value of an entry of whole numbers, or else the one given. */
    long value(int tag, long otherwise) {
        return count(tag) == 0 ? otherwise : value(tag, 0);
    }

    /** One of the values of an entry that has so many. */
    long value(int tag, int index) {
        int entry = entries.get(tag);
        int bytes = typeBytes(entry);
        int at = (bytes(entry) > 4 ? file.getInt(entry + 8) : entry + 8) + index * bytes;
        return switch (bytes) {
            case 1 -> file.get(at) & 0xff;
            case 2 -> file.getShort(at) & 0xffff;
            case 4 -> file.getInt(at) & 0xffffffffL;
            default ->
                    throw new BadImageException("picture: damaged TIFF: a number of a wrong type");
        };
    }

    /** The file, with a directory behind it that has the kept entries, and no further page. */
    byte[] lean() {
        int start = file.limit() + (file.limit() & 1);
        ByteBuffer lean =
                ByteBuffer.allocate(start + 2 + entries.size() * ENTRY + 4).order(file.order());
        lean.put(file.array());
        lean.putInt(4, start);
        lean.position(start);
        lean.putShort((short) entries.size());
        entries.values().forEach(entry -> lean.put(file.array(), entry, ENTRY));
        return lean.array();
    }

    private BadImageException cutShort() {
        return new BadImageException("picture: TIFF is cut short after " + file.limit() + " bytes");
    }
}
