package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip file as a map. Written so that the same contents give the same bytes everywhere: in order,
 * uncompressed, without times. Read with distrust.
 */
final class ZipContents {
    // Parameters hardly compress, and fresh updater state is three times their size at most.
    private static final long MAX_RATIO = 16;
    private static final long ALLOWANCE = 1 << 20;
    private static final int MAX_ENTRIES = 32;
    private static final int ENTRY_ADDS = 512;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipContents() {}

    static byte[] write(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(about(entries));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(stored(entry.getKey(), entry.getValue()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** How long a zip of them is, a little more than less: a large one never has to be moved. */
    private static int about(Map<String, byte[]> entries) {
        return entries.values().stream().mapToInt(content -> content.length + ENTRY_ADDS).sum();
    }

    /**
     * Reads all entries, giving up while inflating when they grow out of proportion to the file.
     *
     * @param known tells which names may be in it
     * @throws BadNetworkException if it is no zip file, or holds unknown, repeated, too many or too
     *     large entries
     */
    static Map<String, byte[]> read(byte[] file, Predicate<String> known) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long room = file.length * MAX_RATIO + ALLOWANCE;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                checkName(name, known, entries);
                byte[] content = inflate(zip, name, room);
                room -= content.length;
                entries.put(name, content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadNetworkException("no zip file: " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw new BadNetworkException("no zip file");
        }
        return entries;
    }

    private static void checkName(
            String name, Predicate<String> known, Map<String, byte[]> entries) {
        if (!known.test(name)) {
            String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
            throw new BadNetworkException("the entry \"" + shown + "\" does not belong there");
        }
        if (entries.containsKey(name)) {
            throw new BadNetworkException(name + ": is there twice");
        }
        if (entries.size() == MAX_ENTRIES) {
            throw new BadNetworkException("more than " + MAX_ENTRIES + " entries");
        }
    }

    private static byte[] inflate(ZipInputStream zip, String name, long room) throws IOException {
        int limit = (int) Math.min(room, Integer.MAX_VALUE - 8);
        byte[] content = zip.readNBytes(limit);
        if (zip.read() >= 0) {
            throw new BadNetworkException(name + ": too large for a file of this size");
        }
        return content;
    }

    private static ZipEntry stored(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }
}
