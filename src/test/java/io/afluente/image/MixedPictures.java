package io.afluente.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * A folder of 200 picture files as people send them: every kind of PNG and JPEG, and what is no
 * picture at all. Each begins with its kind's name; what makes a kind hopeless is written beside
 * it.
 */
public final class MixedPictures {
    /** As many as are written. */
    public static final int COUNT = 200;

    private static final int SIDE = 28;
    private static final int LARGE = 8000;

    /** Kinds by name; each makes its file from a drawing of {@link #SIDE} by {@link #SIDE}. */
    private static final Map<String, Function<byte[], byte[]>> GOOD = good();

    /** What is no picture, with what the answer says of it. */
    private static final Map<String, String> REASONS =
            Map.of(
                    "truncated-png", "picture: ",
                    "truncated-jpeg", "picture: ",
                    "zero-bytes-png", "value: empty",
                    "renamed-text-jpg", "this is text that begins \"Dear reader,",
                    "renamed-pdf-png", "this is PDF",
                    "declared-huge-png", "50,000x50,000 pixels");

    private MixedPictures() {}

    /** The files in a folder, with what is wrong with each; null for those that are pictures. */
    public static Map<String, String> write(Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        List<String> kinds = new ArrayList<>(GOOD.keySet());
        REASONS.keySet().stream().sorted().forEach(kinds::add);
        put(folder, files, "large-png", largePng());
        put(folder, files, "large-jpeg", largeJpeg());
        for (int i = 0; files.size() < COUNT; i++) {
            String kind = kinds.get(i % kinds.size());
            put(folder, files, "%s-%03d".formatted(kind, i / kinds.size()), file(kind, i));
        }
        return files;
    }

    /** The drawing of which {@code kind-NNN} is one file among many. */
    private static byte[] file(String kind, int number) {
        byte[] drawing = drawing(number / (GOOD.size() + REASONS.size()));
        return GOOD.containsKey(kind) ? GOOD.get(kind).apply(drawing) : broken(kind, drawing);
    }

    private static void put(Path folder, Map<String, String> files, String name, byte[] file)
            throws IOException {
        String full = name + (name.contains("jp") ? ".jpg" : ".png");
        Files.write(folder.resolve(full), file);
        files.put(full, REASONS.get(name.replaceFirst("-\\d+$", "")));
    }

    private static Map<String, Function<byte[], byte[]>> good() {
        Map<String, Function<byte[], byte[]>> kinds = new LinkedHashMap<>();
        kinds.put("grey-png", drawing -> png(8, Pngs.GREY, drawing, v -> new int[] {v}));
        kinds.put("dark-on-light-png", d -> png(8, Pngs.GREY, d, v -> new int[] {255 - v}));
        kinds.put("colour-png", d -> png(8, Pngs.COLOUR, d, v -> new int[] {v, v, v}));
        kinds.put("alpha-png", d -> png(8, Pngs.GREY_ALPHA, d, v -> new int[] {0, v}));
        kinds.put(
                "colour-alpha-png",
                d -> png(8, Pngs.COLOUR_ALPHA, d, v -> new int[] {v, v, v, 255}));
        kinds.put("deep-png", d -> png(16, Pngs.GREY, d, v -> new int[] {v, v}));
        kinds.put(
                "deep-colour-png", d -> png(16, Pngs.COLOUR, d, v -> new int[] {v, v, v, v, v, v}));
        kinds.put("grey-jpeg", d -> Jpegs.ofImage(buffered(d, BufferedImage.TYPE_BYTE_GRAY)));
        kinds.put("colour-jpeg", d -> Jpegs.ofImage(buffered(d, BufferedImage.TYPE_INT_RGB)));
        kinds.put(
                "progressive-jpeg",
                d -> Jpegs.progressive(buffered(d, BufferedImage.TYPE_INT_RGB)));
        kinds.put("cmyk-jpeg", MixedPictures::cmyk);
        kinds.put("rotated-jpeg", MixedPictures::rotated);
        kinds.put("single-pixel-png", d -> Pngs.row(1, 8, Pngs.GREY, d[SIDE] & 0xff));
        return kinds;
    }

    private static byte[] broken(String kind, byte[] drawing) {
        byte[] png = GOOD.get("grey-png").apply(drawing);
        byte[] jpeg = GOOD.get("colour-jpeg").apply(drawing);
        return switch (kind) {
            case "truncated-png" -> Arrays.copyOf(png, png.length / 2);
            case "truncated-jpeg" -> Arrays.copyOf(jpeg, jpeg.length / 2);
            case "zero-bytes-png" -> new byte[0];
            case "renamed-text-jpg" ->
                    "Dear reader, I am no picture.".getBytes(StandardCharsets.US_ASCII);
            case "renamed-pdf-png" -> "%PDF-1.4 and so on".getBytes(StandardCharsets.US_ASCII);
            case "declared-huge-png" ->
                    new Pngs().header(50_000, 50_000, 8, Pngs.GREY).rows(1, 0).end();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** A bright cross on black whose place differs from number to number. */
    private static byte[] drawing(int number) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 4; i < 24; i++) {
            for (int thick = 0; thick < 3; thick++) {
                pixels[i * SIDE + 6 + number + thick] = (byte) 250;
                pixels[(5 + number + thick) * SIDE + i] = (byte) 200;
            }
        }
        return pixels;
    }

    private static byte[] png(int bits, int type, byte[] drawing, Function<Integer, int[]> pixel) {
        List<int[]> pixels = new ArrayList<>();
        for (byte value : drawing) {
            pixels.add(pixel.apply(value & 0xff));
        }
        int[] all = pixels.stream().flatMapToInt(Arrays::stream).toArray();
        return new Pngs().header(SIDE, SIDE, bits, type).rows(all.length / SIDE, all).end();
    }

    private static BufferedImage buffered(byte[] drawing, int type) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        for (int i = 0; i < drawing.length; i++) {
            image.setRGB(i % SIDE, i / SIDE, (drawing[i] & 0xff) * 0x010101);
        }
        return image;
    }

    /** As Adobe's programs write it: inks inverted, all of the grey in black. */
    private static byte[] cmyk(byte[] drawing) {
        var raster = Jpegs.raster(SIDE, SIDE, 255, 255, 255, 255);
        for (int i = 0; i < drawing.length; i++) {
            raster.setSample(i % SIDE, i / SIDE, 3, drawing[i] & 0xff);
        }
        return Jpegs.withAdobe(Jpegs.ofComponents(raster), 0);
    }

    /** Lying on its side, with a note that says so. */
    private static byte[] rotated(byte[] drawing) {
        byte[] lying = new byte[drawing.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                lying[(SIDE - 1 - x) * SIDE + y] = drawing[y * SIDE + x];
            }
        }
        byte[] file = Jpegs.ofImage(buffered(lying, BufferedImage.TYPE_INT_RGB));
        return Jpegs.withOrientation(file, 6, true);
    }

    private static byte[] largePng() {
        return encoded(large(), "png");
    }

    private static byte[] largeJpeg() {
        return encoded(large(), "jpeg");
    }

    private static BufferedImage large() {
        BufferedImage image = new BufferedImage(LARGE, LARGE, BufferedImage.TYPE_BYTE_GRAY);
        var pen = image.createGraphics();
        pen.fillRect(LARGE / 2, LARGE / 5, LARGE / 12, LARGE / 2);
        pen.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** Names of the kinds that are pictures, without the large ones. */
    public static String[] goodKinds() {
        return GOOD.keySet().toArray(String[]::new);
    }
}
