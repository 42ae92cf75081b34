package io.afluente.image.data;

import io.afluente.image.BadImageException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The head of an IDX file: how many items follow, and what shape each has.
 *
 * <p>On disk: two zero bytes, the type (8 for unsigned bytes, 12 for int32), the number of
 * dimensions, then each dimension as a big-endian 32-bit number. The first dimension counts the
 * items.
 *
 * @param valueBytes of each value: 1 or 4
 * @param dimensions number of items, then what each has
 */
record IdxHeader(int valueBytes, List<Integer> dimensions) {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int INT32 = 0x0c;

    /** Other types of values, by the number that stands for them. */
    private static final Map<Integer, String> TYPES =
            Map.of(
                    0x09, "signed bytes",
                    0x0b, "int16",
                    0x0d, "float32",
                    0x0e, "float64");

    IdxHeader {
        dimensions = List.copyOf(dimensions);
    }

    /** Of a file of unsigned bytes. */
    IdxHeader(List<Integer> dimensions) {
        this(1, dimensions);
    }

    int items() {
        return dimensions.get(0);
    }

    int itemBytes() {
        return dimensions.stream().skip(1).reduce(valueBytes, Math::multiplyExact);
    }

    /** Bytes of this head on disk. */
    int headBytes() {
        return 4 + 4 * dimensions.size();
    }

    /** Bytes of the whole file, as the head promises. */
    long fileBytes() {
        return headBytes() + (long) items() * itemBytes();
    }

    /** Reads a head and leaves the stream at the first item. The file's name is for messages. */
    static IdxHeader read(Path file, DataInputStream in) throws IOException {
        try {
            int magic = in.readInt();
            int type = magic >>> 8;
            if (type != UNSIGNED_BYTE && type != INT32) {
                throw new BadImageException(file + ": " + notRead(magic));
            }
            List<Integer> dimensions = new ArrayList<>();
            for (int i = 0; i < (magic & 0xff); i++) {
                dimensions.add(in.readInt());
            }
            return checked(file, type == INT32 ? Integer.BYTES : 1, dimensions);
        } catch (EOFException e) {
            throw new BadImageException(file + ": ends inside the IDX header", e);
        }
    }

    private static IdxHeader checked(Path file, int valueBytes, List<Integer> dimensions) {
        if (dimensions.isEmpty() || dimensions.size() > 4) {
            throw new BadImageException(
                    file + ": 1 to 4 dimensions can be read, got " + dimensions.size());
        }
        if (dimensions.get(0) < 0 || dimensions.stream().skip(1).anyMatch(size -> size < 1)) {
            throw new BadImageException(file + ": impossible dimensions " + text(dimensions));
        }
        try {
            IdxHeader header = new IdxHeader(valueBytes, dimensions);
            header.itemBytes();
            return header;
        } catch (ArithmeticException e) {
            throw new BadImageException(file + ": one item is too large: " + text(dimensions), e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt((valueBytes == 1 ? UNSIGNED_BYTE : INT32) << 8 | dimensions.size());
        for (int size : dimensions) {
            out.writeInt(size);
        }
    }

    private static String notRead(int magic) {
        String type = TYPES.get(magic >>> 8);
        return type != null
                ? "holds values of type " + type + "; only unsigned bytes can be read, and int32"
                : "no IDX file of unsigned bytes: it begins with %08x, not with 000008 and the dimensions"
                        .formatted(magic);
    }

    private static String text(List<Integer> dimensions) {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    @Override
    public String toString() {
        return text(dimensions);
    }
}
