package io.afluente.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds of picture file that are decoded, told by their first bytes and never by a name. */
public enum ImageFormat {
    PNG("png"),
    JPEG("jpeg");

    /** First bytes, in hex, of what people send by mistake; dots stand for any byte. */
    private static final Map<String, String> OTHERS = others();

    private final String readerName;

    ImageFormat(String readerName) {
        this.readerName = readerName;
    }

    /** ImageIO's name of the format. */
    String readerName() {
        return readerName;
    }

    /**
     * Tells the format of a file.
     *
     * @throws BadImage for anything but PNG and JPEG; well-known formats are called by their names
     */
    static ImageFormat of(byte[] file) {
        if (file.length == 0) {
            throw new BadImage("picture: the file is empty");
        }
        return ofFirstBytes(file)
                .orElseThrow(
                        () ->
                                new BadImage(
                                        "picture: only PNG and JPEG are accepted, this is "
                                                + nameOf(file).orElseGet(() -> unknown(file))));
    }

    /** The format that a file begins like; empty if it is neither. */
    public static Optional<ImageFormat> ofFirstBytes(byte[] file) {
        String start = start(file);
        if (start.startsWith("89504e470d0a1a0a")) {
            return Optional.of(PNG);
        }
        return start.startsWith("ffd8ff") ? Optional.of(JPEG) : Optional.empty();
    }

    /** What a file is called that begins like a well-known kind of file, of pictures or not. */
    public static Optional<String> nameOf(byte[] file) {
        String start = start(file);
        return ofFirstBytes(file)
                .map(ImageFormat::name)
                .or(
                        () ->
                                OTHERS.entrySet().stream()
                                        .filter(
                                                other ->
                                                        start.matches("(" + other.getKey() + ").*"))
                                        .map(Map.Entry::getValue)
                                        .findFirst());
    }

    private static String start(byte[] file) {
        return HexFormat.of().formatHex(file, 0, Math.min(file.length, 12));
    }

    private static String unknown(byte[] file) {
        int length = Math.min(file.length, 12);
        String text = new String(file, 0, length, StandardCharsets.ISO_8859_1);
        boolean printable = text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
        return printable
                ? "text that begins \"" + text.replace('\n', ' ') + "\""
                : "neither: it begins with the bytes " + start(file);
    }

    private static Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("47494638", "GIF");
        others.put("424d", "BMP");
        others.put("49492a00|4d4d002a", "TIFF");
        others.put("52494646.{8}57454250", "WebP");
        others.put(".{8}66747970(68656963|68656978|6d696631)", "HEIC");
        others.put(".{8}6674797061766966", "AVIF");
        others.put("0000000c6a502020|ff4fff51", "JPEG 2000");
        others.put("0000000c4a584c20|ff0a", "JPEG XL");
        others.put("00000100", "an icon file");
        others.put("38425053", "Photoshop");
        others.put("25504446", "PDF");
        others.put("504b0304", "a ZIP archive");
        others.put("1f8b", "gzip");
        return others;
    }
}
