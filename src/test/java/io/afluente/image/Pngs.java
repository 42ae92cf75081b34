package io.afluente.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of any kind by hand, right ones and wrong ones. */
public final class Pngs {
    public static final int GREY = 0;
    public static final int COLOUR = 2;
    public static final int PALETTE = 3;
    public static final int GREY_ALPHA = 4;
    public static final int COLOUR_ALPHA = 6;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    public Pngs() {
        file.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    }

    /** A file with one row, given as its bytes. */
    public static byte[] row(int width, int bits, int type, int... bytes) {
        return new Pngs().header(width, 1, bits, type).rows(bytes.length, bytes).end();
    }

    public Pngs header(int width, int height, int bits, int type) {
        return header(width, height, bits, type, false);
    }

    public Pngs header(int width, int height, int bits, int type, boolean interlaced) {
        ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
        data.put((byte) bits).put((byte) type).put((byte) 0).put((byte) 0);
        return chunk("IHDR", data.put((byte) (interlaced ? 1 : 0)).array());
    }

    /** The pixels: unfiltered rows of a number of bytes each. */
    public Pngs rows(int rowBytes, int... bytes) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (i % rowBytes == 0) {
                rows.write(0);
            }
            rows.write(bytes[i]);
        }
        return chunk("IDAT", deflated(rows.toByteArray()));
    }

    public Pngs chunk(String type, int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return chunk(type, bytes);
    }

    public Pngs chunk(String type, byte[] data) {
        byte[] body =
                ByteBuffer.allocate(4 + data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data)
                        .array();
        CRC32 crc = new CRC32();
        crc.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    public byte[] end() {
        return chunk("IEND").soFar();
    }

    byte[] soFar() {
        return file.toByteArray();
    }

    public static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
