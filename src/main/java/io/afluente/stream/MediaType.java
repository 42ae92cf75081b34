package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.image.ImageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/**
 * How a value is to be read, as a content type names it: in any case, with or without parameters
 * (RFC 9110, section 8.3.1), and under the other names that libraries use.
 */
public enum MediaType {
    JSON("application/json"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    /** Pixels alone. */
    RAW("application/octet-stream");

    /** Other names in use, some older than the registered ones. */
    private static final Map<String, MediaType> ALIASES =
            Map.of("text/json", JSON, "image/x-png", PNG, "image/jpg", JPEG, "image/pjpeg", JPEG);

    /** What the header is called by Kafka's users, by Spring and by CloudEvents. */
    static final List<String> HEADERS =
            List.of("content-type", "Content-Type", "contentType", "ce_datacontenttype");

    private static final int LONGEST = 40;

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    /**
     * What a content type says; empty if it says nothing.
     *
     * @throws BadImage if it is another one
     */
    public static Optional<MediaType> named(String contentType) {
        String type = HeaderNames.bare(contentType);
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (essence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(find(essence).orElseThrow(() -> unknown(type)));
    }

    /** What a value is by its first bytes: a picture file, or else JSON. */
    public static MediaType ofFirstBytes(byte[] value) {
        return ImageFormat.ofFirstBytes(value).map(MediaType::of).orElse(JSON);
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
        return format.equals("raw")
                ? Optional.of(RAW)
                : find(format).or(() -> find("image/" + format)).filter(type -> type != JSON);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name;
    }

    private static Optional<MediaType> find(String essence) {
        for (MediaType type : values()) {
            if (type.name.equals(essence)) {
                return Optional.of(type);
            }
        }
        boolean json = essence.startsWith("application/") && essence.endsWith("+json");
        return json ? Optional.of(JSON) : Optional.ofNullable(ALIASES.get(essence));
    }

    private static MediaType of(ImageFormat format) {
        return switch (format) {
            case PNG -> PNG;
            case JPEG -> JPEG;
        };
    }

    private static BadImage unknown(String type) {
        String known =
                Arrays.stream(values()).map(MediaType::toString).collect(Collectors.joining(", "));
        String brief = type.length() <= LONGEST ? type : type.substring(0, LONGEST) + "...";
        return new BadImage("content-type: one of %s, not \"%s\"".formatted(known, brief));
    }
}
