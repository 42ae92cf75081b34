package io.afluente.image;

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
    PNG("89504e470d0a1a0a", new PngDecoder(), List.of("png"), List.of("x-png")),
    JPEG("ffd8ff", new JpegDecoder(), List.of("jpg", "jpeg"), List.of("jpg", "pjpeg"));

    /** All of them, in words; a constant for the texts of annotations. */
    public static final String ANY = "PNG or JPEG";

    private static final String IMAGE = "image/";

    /** First bytes, in hex, of what people send by mistake; dots stand for any byte. */
    private static final Map<String, String> OTHERS = others();

    private final Pattern firstBytes;
    private final PictureDecoder decoder;
    private final List<String> extensions;
    private final List<String> aliases;

    /**
     * @param firstBytes of every such file, in hex; a pattern, of 12 bytes at most
     * @param extensions of file names, the usual one first
     * @param aliases in content types, some older than the registered one
     */
    ImageFormat(
            String firstBytes,
            PictureDecoder decoder,
            List<String> extensions,
            List<String> aliases) {
        this.firstBytes = Pattern.compile(firstBytes);
        this.decoder = decoder;
        this.extensions = extensions;
        this.aliases = aliases;
    }

    PictureDecoder decoder() {
        return decoder;
    }

    /** What its files are called as content, such as {@code image/png}. */
    public String contentType() {
        return IMAGE + this;
    }

    /** What its files' names end in, without the dot. */
    public List<String> extensions() {
        return extensions;
    }

    /** As JSON, ImageIO and the second half of its content type call it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }

    /** The format of a content type in lower case, by any of its names. */
    public static Optional<ImageFormat> ofContentType(String type) {
        return Arrays.stream(values())
                .filter(
                        format ->
                                Stream.concat(Stream.of(format.toString()), format.aliases.stream())
                                        .anyMatch(name -> type.equals(IMAGE + name)))
                .findFirst();
    }

    /** Whether a file is called like a picture, and not hidden. */
    public static boolean isNamedLikeOne(String fileName) {
        return allExtensions().anyMatch(end -> fileName.matches("(?i)[^.].*\\." + end));
    }

    /** How files are called that are taken for pictures: {@code .png, .jpg or .jpeg}. */
    public static String fileNames() {
        return listed(allExtensions().map(end -> "." + end).toList(), "or");
    }

    /**
     * Tells the format of a file.
     *
     * @throws BadImage for anything else; well-known formats are called by their names
     */
    static ImageFormat of(byte[] file) {
        if (file.length == 0) {
            throw new BadImage("picture: the file is empty");
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

    private static Stream<String> allExtensions() {
        return Arrays.stream(values()).flatMap(format -> format.extensions.stream());
    }

    private static BadImage notAccepted(byte[] file) {
        String names = listed(Arrays.stream(values()).map(ImageFormat::name).toList(), "and");
        String given = nameOf(file).orElseGet(() -> unknown(file));
        return new BadImage("picture: only " + names + " are accepted, this is " + given);
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
