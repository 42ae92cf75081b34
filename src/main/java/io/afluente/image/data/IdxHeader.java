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
 * The head of an IDX file: how many items of unsigned bytes follow, and what shape each has.
 *
 * <p>On disk: two zero bytes, the type (8 for unsigned bytes), the number of dimensions, then each
 * dimension as a big-endian 32-bit number. The first dimension counts the items.
 */
record IdxHeader(List<Integer> dimensions) {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP = 0x1f8b;

    /** Other types of values, by the number that stands for them. */
    private static final Map<Integer, String> TYPES =
            Map.of(
                    0x09, "signed bytes",
                    0x0b, "int16",
                    0x0c, "int32",
                    0x0d, "float32",
                    0x0e, "float64");

    IdxHeader {
        dimensions = List.copyOf(dimensions);
    }

    int items() {
        return dimensions.get(0);
    }

    int itemBytes() {
        return dimensions.stream().skip(1).reduce(1, Math::multiplyExact);
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
            if (magic >>> 8 != UNSIGNED_BYTE) {
                throw new BadImageException(file + ": " + notOfBytes(magic));
            }
            List<Integer> dimensions = new ArrayList<>();
            for (int i = 0; i < (magic & 0xff); i++) {
                dimensions.add(in.readInt());
            }
            return checked(file, dimensions);
        } catch (EOFException e) {
            throw new BadImageException(file + ": ends inside the IDX header", e);
        }
    }

    private static IdxHeader checked(Path file, List<Integer> dimensions) {
        if (dimensions.isEmpty() || dimensions.size() > 4) {
            throw new BadImageException(
                    file + ": 1 to 4 dimensions can be read, got " + dimensions.size());
        }
        if (dimensions.get(0) < 0 || dimensions.stream().skip(1).anyMatch(size -> size < 1)) {
            throw new BadImageException(file + ": impossible dimensions " + text(dimensions));
        }
        try {
            IdxHeader header = new IdxHeader(dimensions);
            header.itemBytes();
            return header;
        } catch (ArithmeticException e) {
            throw new BadImageException(file + ": one item is too large: " + text(dimensions), e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(UNSIGNED_BYTE << 8 | dimensions.size());
        for (int size : dimensions) {
            out.writeInt(size);
        }
    }

    private static String notOfBytes(int magic) {
        if (magic >>> 16 == GZIP) {
            return "is gzipped; its name must end in .gz then";
        }
        String type = TYPES.get(magic >>> 8);
        return type != null
                ? "holds values of type "
                        + type
                        + "; only unsigned bytes can be read: of QMNIST's labels, take the first column"
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
