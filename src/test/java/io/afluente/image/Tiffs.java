package io.afluente.image;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files of one strip, entry by entry. */
final class Tiffs {
    private final Map<Integer, int[]> entries = new TreeMap<>();
    private byte[] pixels = {};

    Tiffs(int width, int height, int colours, int... bits) {
        entry(256, width).entry(257, height).entry(258, bits).entry(259, 1).entry(262, colours);
        entry(277, bits.length).entry(278, height);
    }

    Tiffs entry(int tag, int... values) {
        entries.put(tag, values);
        return this;
    }

    Tiffs pixels(int... values) {
        pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return this;
    }

    /** The file: head, directory, values, pixels. */
    byte[] file() {
        entry(279, pixels.length).entry(273, 0);
        int values = 8 + 2 + 12 * entries.size() + 4;
        int strip = values + 4 * entries.values().stream().mapToInt(v -> v.length).sum();
        entry(273, strip);
        ByteBuffer file = ByteBuffer.allocate(strip + pixels.length);
        file.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        file.putShort((short) entries.size());
        int at = values;
        for (Map.Entry<Integer, int[]> entry : entries.entrySet()) {
            int[] numbers = entry.getValue();
            boolean palette = entry.getKey() == 320;
            file.putShort((short) (int) entry.getKey()).putShort((short) (palette ? 3 : 4));
            file.putInt(numbers.length).putInt(numbers.length == 1 ? numbers[0] : at);
            for (int i = 0; numbers.length > 1 && i < numbers.length; i++) {
                if (palette) {
                    file.putShort(at, (short) numbers[i]);
                } else {
                    file.putInt(at, numbers[i]);
                }
                at += palette ? 2 : 4;
            }
        }
        file.position(strip);
        return file.put(pixels).array();
    }
}
