package io.afluente.image.data;

import io.afluente.image.BadImageException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes or, as QMNIST has its labels, of whole numbers, read item by item,
 * in any order and by any thread.
 *
 * <p>A plain file is mapped into memory and costs no heap, however large it is; a packed one,
 * whatever its name, is unpacked into the heap. Nothing needs closing. A file that shrinks while it
 * is mapped is beyond help: the JVM reports it as an {@code InternalError}.
 */
final class IdxFile {
    private static final int MAX_UNPACKED = 1 << 30;

    private final IdxHeader header;
    private final List<ByteBuffer> blocks;
    private final int itemsPerBlock;

    private IdxFile(IdxHeader header, List<ByteBuffer> blocks, int itemsPerBlock) {
        this.header = header;
        this.blocks = blocks;
        this.itemsPerBlock = itemsPerBlock;
    }

    /**
     * Opens a file and checks its header against its length.
     *
     * @throws BadImageException if it is no such file, is cut short or too long; the message names
     *     the file
     * @throws IOException if it can't be read; the message names the file
     */
    static IdxFile open(Path file) throws IOException {
        try {
            return isPacked(file) ? unpack(file) : map(file);
        } catch (ZipException | EOFException e) {
            throw new BadImageException(file + ": a damaged or unfinished gzip file", e);
        } catch (IOException e) {
            throw FileErrorText.of(file, e);
        }
    }

    private static IdxFile map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            IdxHeader header = IdxHeader.read(file, in);
            checkLength(file, header, channel.size());
            int itemsPerBlock = Integer.MAX_VALUE / header.itemBytes();
            List<ByteBuffer> blocks = new ArrayList<>();
            for (long first = 0; first < header.items(); first += itemsPerBlock) {
                long position = header.headBytes() + first * header.itemBytes();
                long items = Math.min(itemsPerBlock, header.items() - first);
                long bytes = items * header.itemBytes();
                blocks.add(channel.map(MapMode.READ_ONLY, position, bytes));
            }
            return new IdxFile(header, blocks, itemsPerBlock);
        }
    }

    private static IdxFile unpack(Path file) throws IOException {
        try (InputStream packed = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new GZIPInputStream(packed, 1 << 16))) {
            IdxHeader header = IdxHeader.read(file, in);
            if (header.fileBytes() > MAX_UNPACKED) {
                throw new BadImageException(
                        file + ": " + header + " is too large: gunzip it first");
            }
            byte[] items = in.readNBytes((int) (header.fileBytes() - header.headBytes()));
            int more = in.read() < 0 ? 0 : 1;
            checkLength(file, header, header.headBytes() + items.length + more);
            return new IdxFile(header, List.of(ByteBuffer.wrap(items)), Integer.MAX_VALUE);
        }
    }

    /** By what it begins with: browsers unpack files and leave them their names, or don't. */
    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(8);
            boolean gzip = start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
            boolean idx = start.length > 1 && start[0] == 0 && start[1] == 0;
            if (file.toString().endsWith(".gz") && start.length > 0 && !gzip && !idx) {
                throw new BadImageException(file + ": not gzipped: it begins with " + begin(start));
            }
            return gzip;
        }
    }

    private static String begin(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return readable ? "\"" + text + "\"" : HexFormat.of().formatHex(start);
    }

    private static void checkLength(Path file, IdxHeader header, long bytes) {
        long promised = header.fileBytes();
        if (bytes != promised) {
            String problem = bytes < promised ? "is cut short" : "goes on after its last item";
            throw new BadImageException(
                    String.format(
                            "%s: %s: %s needs %,d bytes, not %,d",
                            file, problem, header, promised, bytes));
        }
    }

    /** Number of items and shape of each. */
    IdxHeader header() {
        return header;
    }

    byte[] item(int index) {
        Objects.checkIndex(index, header.items());
        byte[] item = new byte[header.itemBytes()];
        blocks.get(index / itemsPerBlock).get(index % itemsPerBlock * item.length, item);
        return item;
    }
}
