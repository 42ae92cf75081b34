package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import io.afluente.stream.fetch.FetchException;
import io.afluente.stream.fetch.PictureReference;
import io.afluente.stream.fetch.PictureSource;
import io.afluente.stream.fetch.UriList;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/** Finds where the picture of a record is, if it is not in the record (a claim check). */
public final class ImageReference {
    /** Ours, and that of an extension of CloudEvents. */
    private static final String[] HEADERS = {HeaderNames.IMAGE_URL, "ce_dataref"};

    private ImageReference() {}

    /** What a header says where a picture is; null if none does. */
    public static String url(Headers headers) {
        return Stream.of(HEADERS)
                .map(name -> HeaderNames.text(headers, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * What a record refers to; empty if it has its picture itself.
     *
     * @param contentType as the headers say it; null where they don't
     * @throws BadImageException if it is no usable reference
     */
    static Optional<PictureReference> in(byte[] value, String contentType, Headers headers) {
        try {
            if (isUriList(contentType)) {
                byte[] list = value == null ? new byte[0] : value;
                return Optional.of(reference("value", UriList.only(list), headers));
            }
            return value == null || value.length == 0 ? inHeaders(headers) : Optional.empty();
        } catch (FetchException e) {
            // not even tried: whoever asks for the cause asks why a try came to nothing
            throw new BadImageException(e.getMessage());
        }
    }

    /**
     * The same on the labelled stream, which must teach the same each time it is read.
     *
     * @throws BadImageException if it does not say which picture it was
     */
    static PictureReference hashed(PictureReference reference) {
        if (reference.sha256().isEmpty()) {
            throw new BadImageException(
                    "%s: missing; what is learned from a picture that is elsewhere is only sure by"
                                    .formatted(HeaderNames.IMAGE_SHA256)
                            + " its hash");
        }
        return reference;
    }

    private static Optional<PictureReference> inHeaders(Headers headers) {
        return Stream.of(HEADERS)
                .filter(name -> headers.lastHeader(name) != null)
                .findFirst()
                .map(name -> reference(name, HeaderNames.word(headers, name), headers));
    }

    private static PictureReference reference(String field, String url, Headers headers) {
        Optional<String> sha256 =
                Optional.ofNullable(HeaderNames.word(headers, HeaderNames.IMAGE_SHA256));
        return new PictureReference(field, url == null ? "" : url, sha256);
    }

    /**
     * What a picture that is elsewhere is to be read as: the header says so, or its first bytes.
     */
    static MediaType typeOf(Headers headers) {
        String said = MediaType.in(headers);
        MediaType type =
                isUriList(said)
                        ? MediaType.PICTURE
                        : MediaType.named(said).orElse(MediaType.PICTURE);
        if (!type.isPicture() && !type.equals(MediaType.RAW)) {
            throw new BadImageException(
                    "content-type: of a picture that is elsewhere it is a picture's, or %s, not %s"
                            .formatted(MediaType.RAW, type));
        }
        return type;
    }

    /** The bytes of the picture. */
    static byte[] fetch(PictureReference reference, PictureSource source) {
        try {
            return source.fetch(reference);
        } catch (FetchException e) {
            throw new BadImageException(e.getMessage(), e);
        }
    }

    /** Asked of every image: makes nothing of a type that is another. */
    private static boolean isUriList(String contentType) {
        String type = HeaderNames.bare(contentType);
        int length = UriList.TYPE.length();
        return type.regionMatches(true, 0, UriList.TYPE, 0, length)
                && type.substring(length).split(";", 2)[0].isBlank();
    }
}
