package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import io.afluente.image.decode.ImageFormat;
import io.afluente.stream.format.ValueFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/**
 * How a value is to be read, as a content type names it: in any case, with or without parameters
 * (RFC 9110, section 8.3.1), and under the other names that libraries use.
 *
 * @param name as it is written
 * @param isPicture whether it says that the value is a picture file
 */
public record MediaType(String name, boolean isPicture) {
    static final MediaType JSON = new MediaType("application/json", false);

    /** By a schema that a registry has; which format that is, it says. */
    static final MediaType AVRO = new MediaType(ValueFormat.AVRO.contentType(), false);

    static final MediaType PROTOBUF = new MediaType(ValueFormat.PROTOBUF.contentType(), false);

    private static final List<String> AVRO_TOO =
            List.of(
                    "application/avro",
                    "avro/binary",
                    "application/x-avro",
                    "application/x-avro-binary");
    private static final List<String> PROTOBUF_TOO =
            List.of("application/protobuf", "application/vnd.google.protobuf");

    /** Pixels alone. */
    static final MediaType RAW = new MediaType("application/octet-stream", false);

    /** A picture whose first bytes say of which format it is, if of any. */
    static final MediaType PICTURE = new MediaType("image/*", true);

    /** What the header is called by Kafka's users, by Spring and by CloudEvents. */
    static final List<String> HEADERS =
            List.of("content-type", "Content-Type", "contentType", "ce_datacontenttype");

    private static final int MAX_LENGTH = 40;

    /** What pictures of a format are sent as. */
    static MediaType of(ImageFormat format) {
        return new MediaType(format.contentType(), true);
    }

    /**
     * What a content type says; empty if it says nothing.
     *
     * @throws BadImageException if it is another one
     */
    public static Optional<MediaType> named(String contentType) {
        String type = HeaderNames.bare(contentType);
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (essence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(find(essence).orElseThrow(() -> unknown(type)));
    }

    /** Whether a registry has the schema of such a value. */
    boolean isRegistered() {
        return equals(AVRO) || equals(PROTOBUF);
    }

    /** What a value is by its first bytes: a picture file, or else JSON. */
    public static MediaType ofFirstBytes(byte[] value) {
        return ImageFormat.ofFirstBytes(value).map(MediaType::of).orElse(JSON);
    }

    /** What a file that is meant as a picture is sent as; nothing is called what it is not. */
    public static MediaType ofPicture(byte[] file) {
        return ImageFormat.ofFirstBytes(file).map(MediaType::of).orElse(PICTURE);
    }

    /** What the headers of a record say, under any name; null if nothing. */
    public static String in(Headers headers) {
        return HEADERS.stream()
                .map(header -> HeaderNames.text(headers, header))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** A word for a picture's format, such as {@code PNG} or {@code jpg}; empty if it is none. */
    static Optional<MediaType> ofFormat(String word) {
        String format = word.strip().toLowerCase(Locale.ROOT);
        return format.equals("raw") || format.equals(RAW.name)
                ? Optional.of(RAW)
                : ImageFormat.ofContentType(format)
                        .or(() -> ImageFormat.ofContentType("image/" + format))
                        .map(MediaType::of);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name;
    }

    private static Optional<MediaType> find(String essence) {
        if (essence.equals(RAW.name)) {
            return Optional.of(RAW);
        }
        if (essence.equals(PICTURE.name)) {
            return Optional.of(PICTURE);
        }
        if (essence.equals(AVRO.name) || AVRO_TOO.contains(essence)) {
            return Optional.of(AVRO);
        }
        if (essence.equals(PROTOBUF.name) || PROTOBUF_TOO.contains(essence)) {
            return Optional.of(PROTOBUF);
        }
        boolean json =
                essence.equals(JSON.name)
                        || essence.equals("text/json")
                        || (essence.startsWith("application/") && essence.endsWith("+json"));
        return json ? Optional.of(JSON) : ImageFormat.ofContentType(essence).map(MediaType::of);
    }

    private static BadImageException unknown(String type) {
        String pictures =
                Arrays.stream(ImageFormat.values())
                        .map(ImageFormat::contentType)
                        .collect(Collectors.joining(", "));
        String brief = type.length() <= MAX_LENGTH ? type : type.substring(0, MAX_LENGTH) + "...";
        return new BadImageException(
                "content-type: one of %s, %s, %s, %s, %s, not \"%s\""
                        .formatted(JSON, pictures, RAW, AVRO, PROTOBUF, brief));
    }
}
