package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.EnumNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kinds of picture file that are decoded, and all that is known of each: another one is another
 * line here, and its decoder. A file is told by its first bytes and never by a name.
 */
// the lists are unmodifiable and decoders have no state, which their types do not say
@SuppressWarnings("ImmutableEnumChecker")
public enum ImageFormat {
    PNG(
            "PNG",
            "89504e470d0a1a0a",
            List.of("image/png", "image/x-png"),
            List.of("png"),
            new PngDecoder()),
    JPEG(
            "JPEG",
            "ffd8ff",
            List.of("image/jpeg", "image/jpg", "image/pjpeg"),
            List.of("jpg", "jpeg"),
            new JpegDecoder()),
    WEBP("WebP", "52494646.{8}57454250", List.of("image/webp"), List.of("webp"), new WebpDecoder()),
    GIF("GIF", "474946383[79]61", List.of("image/gif"), List.of("gif"), new GifDecoder()),
    BMP(
            "BMP",
            "424d.{8}0{8}",
            List.of("image/bmp", "image/x-ms-bmp", "image/x-bmp"),
            List.of("bmp", "dib"),
            new BmpDecoder()),
    TIFF(
            "TIFF",
            "49492a00|4d4d002a",
            List.of("image/tiff", "image/tif", "image/x-tiff"),
            List.of("tif", "tiff"),
            new TiffDecoder());

    /** All of them, in words; a constant for the texts of annotations. */
    public static final String ANY = "PNG, JPEG, WebP, GIF, BMP or TIFF";

    /** First bytes, in hex, of what people send by mistake; dots stand for any byte. */
    private static final Map<String, String> OTHERS = others();

    private final String word;
    private final Pattern firstBytes;
    private final List<String> contentTypes;
    private final List<String> extensions;
    private final PictureDecoder decoder;

    /**
     * @param word for it, as people write it
     * @param firstBytes of every such file, in hex; a pattern, of 12 bytes at most
     * @param contentTypes the registered one, and others that libraries use
     * @param extensions of file names
     */
    ImageFormat(
            String word,
            String firstBytes,
            List<String> contentTypes,
            List<String> extensions,
            PictureDecoder decoder) {
        this.word = word;
        this.firstBytes = Pattern.compile(firstBytes);
        this.contentTypes = contentTypes;
        this.extensions = extensions;
        this.decoder = decoder;
    }

    /** As people write it. */
    String word() {
        return word;
    }

    PictureDecoder decoder() {
        return decoder;
    }

    List<String> contentTypes() {
        return contentTypes;
    }

    List<String> extensions() {
        return extensions;
    }

    /** What its files are sent as. */
    public String contentType() {
        return contentTypes.get(0);
    }

    /** As JSON and ImageIO call it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }

    /** The format of a content type in lower case, by any of its names. */
    public static Optional<ImageFormat> ofContentType(String type) {
        return Arrays.stream(values())
                .filter(format -> format.contentTypes.contains(type))
                .findFirst();
    }

    /** Whether a file is called like a picture, and not hidden. */
    public static boolean isNamedLikeOne(String fileName) {
        return allExtensions().anyMatch(end -> fileName.matches("(?i)[^.].*\\." + end));
    }

    /** How files are called that are taken for pictures: {@code .png, .jpg, .jpeg} and so on. */
    public static String fileNames() {
        return listed(allExtensions().map(end -> "." + end).toList(), "or");
    }

    /**
     * Tells the format of a file.
     *
     * @throws BadImageException for anything else; well-known formats are called by their names
     */
    static ImageFormat of(byte[] file) {
        if (file.length == 0) {
            throw new BadImageException("picture: the file is empty");
        }
        return ofFirstBytes(file).orElseThrow(() -> notAccepted(file));
    }

    /** The format that a file begins like; empty if it is none of them. */
    public static Optional<ImageFormat> ofFirstBytes(byte[] file) {
        String start = start(file);
        return Arrays.stream(values())
                .filter(format -> format.firstBytes.matcher(start).lookingAt())
                .findFirst();
    }

    /** What a file is called that begins like a well-known kind of file, of pictures or not. */
    public static Optional<String> nameOf(byte[] file) {
        String start = start(file);
        return ofFirstBytes(file)
                .map(ImageFormat::word)
                .or(
                        () ->
                                OTHERS.entrySet().stream()
                                        .filter(
                                                other ->
                                                        start.matches("(" + other.getKey() + ").*"))
                                        .map(Map.Entry::getValue)
                                        .findFirst());
    }

    private static Stream<String> allExtensions() {
        return Arrays.stream(values()).flatMap(format -> format.extensions.stream());
    }

    private static BadImageException notAccepted(byte[] file) {
        String names = listed(Arrays.stream(values()).map(ImageFormat::word).toList(), "and");
        String given = nameOf(file).orElseGet(() -> unknown(file));
        return new BadImageException("picture: only " + names + " are accepted, this is " + given);
    }

    private static String listed(List<String> words, String last) {
        String list = String.join(", ", words);
        int comma = list.lastIndexOf(',');
        return comma < 0 ? list : list.substring(0, comma) + " " + last + list.substring(comma + 1);
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
                : "none of them: it begins with the bytes " + start(file);
    }

    private static Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("49492b00|4d4d002b", "BigTIFF");
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
