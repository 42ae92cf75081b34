package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.stream.event.EventData;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.StructuredEvent;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.fetch.PictureReference;
import io.afluente.stream.fetch.PictureSource;
import io.afluente.stream.format.BadValueException;
import io.afluente.stream.format.ValueFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads the value of a record on {@code images} or {@code labeled-images}, by its content type,
 * into a picture in the model's form. Says in a {@link BadImageException} what is wrong with it.
 * Safe for any thread.
 */
public final class ImageCodec {
    public static final String JSON = MediaType.JSON.toString();
    public static final String RAW = MediaType.RAW.toString();

    /**
     * The labels that a picture can have.
     *
     * @param number of them, from 0 on
     * @param advice what the sender of a larger one is told besides; asked for then alone
     */
    record Labels(int number, Supplier<String> advice) {
        private int checked(OptionalLong label) {
            long given = label.orElseThrow(() -> new BadImageException("label: missing"));
            if (given < 0 || given >= number) {
                throw new BadImageException(
                        "label: from 0 to %d, not %d%s"
                                .formatted(number - 1, given, given < 0 ? "" : advice.get()));
            }
            return (int) given;
        }
    }

    /** Has all fields that an image has, and a label. */
    private static final String SCHEMA = "labeled-images";

    private final ImageDecoder decoder;
    private final int largest;
    private final ValueFormats formats;
    private final Fetcher fetcher;

    /**
     * @param decoder for picture files, with its own limits
     * @param largest value to look into, in bytes
     */
    public ImageCodec(ImageDecoder decoder, int largest) {
        this(decoder, largest, ValueFormats.JSON);
    }

    /**
     * @param formats reads values whose schema a registry has
     */
    public ImageCodec(ImageDecoder decoder, int largest, ValueFormats formats) {
        this(decoder, largest, formats, Fetcher.none());
    }

    /**
     * @param formats reads values whose schema a registry has
     * @param fetcher gets pictures that are elsewhere
     */
    public ImageCodec(ImageDecoder decoder, int largest, ValueFormats formats, Fetcher fetcher) {
        this.decoder = decoder;
        this.largest = largest;
        this.formats = formats;
        this.fetcher = fetcher;
    }

    /** What reads values whose schema a registry has. */
    public ValueFormats formats() {
        return formats;
    }

    /** What gets pictures that are elsewhere. */
    public Fetcher fetcher() {
        return fetcher;
    }

    /**
     * Where the picture of a record is; empty if it has it itself.
     *
     * @throws BadImageException if that can't be understood
     */
    public Optional<PictureReference> reference(byte[] value, Headers headers) {
        return ImageReference.in(value, MediaType.in(headers), headers);
    }

    /** The picture of an image record. */
    public Image image(byte[] value, Headers headers, PictureForm form) {
        return open(value, headers).read(form).image();
    }

    /**
     * The picture of a value of a content type, as it is; told by its first bytes if it is null.
     */
    public Image image(byte[] value, String contentType, PictureForm form) {
        return image(value, contentType, null, form);
    }

    /**
     * The picture of a value of a content type, told by its first bytes if that is null.
     *
     * @param ink a word for writing that is to be found in it; null for a picture as it is
     */
    public Image image(byte[] value, String contentType, String ink, PictureForm form) {
        return open(value, contentType, ink).read(form).image();
    }

    /** What is in an image record, before its pixels are decoded. */
    public PackedImage open(byte[] value, Headers headers) {
        return open(value, headers, fetcher);
    }

    /**
     * What is in an image record, before its pixels are decoded.
     *
     * @param source has the picture, where that is elsewhere
     */
    public PackedImage open(byte[] value, Headers headers, PictureSource source) {
        String contentType = MediaType.in(headers);
        Optional<PictureReference> elsewhere = ImageReference.in(value, contentType, headers);
        if (elsewhere.isEmpty()) {
            return open(value, contentType, inkOf(headers));
        }
        MediaType type = ImageReference.typeOf(headers);
        byte[] picture = ImageReference.fetch(elsewhere.get(), source);
        return open(picture, type.toString(), inkOf(headers));
    }

    private PackedImage open(byte[] given, String contentType, String ink) {
        EventData data = opened(given, contentType);
        PackedImage packed = open(data, ink);
        return data.extensions().isEmpty() ? packed : packed.with(headers(data.extensions()));
    }

    private static List<Header> headers(Map<String, String> extensions) {
        List<Header> headers = new ArrayList<>();
        extensions.forEach(
                (name, value) ->
                        headers.add(HeaderNames.header(EventHeaders.PREFIX + name, value)));
        return headers;
    }

    private PackedImage open(EventData data, String ink) {
        byte[] value = data.value();
        MediaType type = typeOf(value, data.contentType());
        if (type.isPicture()) {
            return packed(value, ink);
        }
        return type.equals(MediaType.RAW)
                ? new PackedImage(
                        value.length,
                        form -> reading(form, ink).pixels(new Image(form.shape(), value)))
                : packed(fields(value, type), ink);
    }

    /** A value out of the event that it came in, if it came in one. */
    private EventData opened(byte[] value, String contentType) {
        if (!StructuredEvent.isNamed(contentType)) {
            return new EventData(contentType, value);
        }
        checkSize(value);
        try {
            return StructuredEvent.open(contentType, value);
        } catch (BadValueException e) {
            throw new BadImageException(e.getMessage(), e);
        }
    }

    /** The fields of a value that is neither a picture nor pixels. */
    private ImageJson fields(byte[] value, MediaType type) {
        if (!type.isRegistered()) {
            return ImageJson.read(value);
        }
        if (!ValueFormats.isRegistered(value)) {
            throw new BadImageException(
                    "value: content-type says %s, but no schema's number is before it"
                            .formatted(type));
        }
        try {
            return ImageJson.of(formats.read(SCHEMA, value));
        } catch (BadValueException e) {
            throw new BadImageException(e.getMessage(), e);
        }
    }

    private PictureReading reading(PictureForm form, String ink) {
        return new PictureReading(decoder, form, ink);
    }

    /** The picture of a labelled record with its label, below {@code labels}. */
    LabeledImage labeled(byte[] value, Headers headers, PictureForm form, int labels) {
        return labeled(value, headers, form, new Labels(labels, () -> ""), fetcher);
    }

    /**
     * The picture of a labelled record with its label.
     *
     * @param source has the picture, where that is elsewhere
     */
    LabeledImage labeled(
            byte[] given, Headers headers, PictureForm form, Labels labels, PictureSource source) {
        OptionalLong label = headerLabel(headers);
        String contentType = MediaType.in(headers);
        Optional<PictureReference> elsewhere =
                ImageReference.in(given, contentType, headers).map(ImageReference::hashed);
        if (elsewhere.isPresent()) {
            int known = labels.checked(label);
            return new LabeledImage(open(given, headers, source).read(form).image(), known);
        }
        EventData data = opened(given, contentType);
        byte[] value = data.value();
        MediaType type = typeOf(value, data.contentType());
        if (!type.equals(MediaType.JSON) && !type.isRegistered()) {
            Image image = image(value, type.toString(), inkOf(headers), form);
            return new LabeledImage(image, labels.checked(label));
        }
        ImageJson json = fields(value, type);
        if (label.isPresent() && json.label().isPresent() && !label.equals(json.label())) {
            throw new BadImageException(
                    "label: the header says %d, the value %d"
                            .formatted(label.getAsLong(), json.label().getAsLong()));
        }
        int agreed = labels.checked(label.isPresent() ? label : json.label());
        return new LabeledImage(packed(json, inkOf(headers)).read(form).image(), agreed);
    }

    private MediaType typeOf(byte[] value, String contentType) {
        checkSize(value);
        return MediaType.named(contentType).orElseGet(() -> undeclared(value));
    }

    private void checkSize(byte[] value) {
        if (value == null || value.length == 0) {
            throw new BadImageException("value: empty");
        }
        if (value.length > largest) {
            throw new BadImageException(
                    "value: %,d bytes are more than the %,d allowed"
                            .formatted(value.length, largest));
        }
    }

    private MediaType undeclared(byte[] value) {
        if (formats.takes(value)) {
            return MediaType.AVRO;
        }
        MediaType type = MediaType.ofFirstBytes(value);
        if (type.equals(MediaType.JSON) && JsonErrorText.isBinary(value)) {
            throw new BadImageException(
                    "value: %,d bytes that are no JSON; is content-type missing?"
                            .formatted(value.length));
        }
        return type;
    }

    private static String inkOf(Headers headers) {
        String word = HeaderNames.word(headers, HeaderNames.INK);
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    private PackedImage packed(ImageJson json, String ink) {
        return json.format().equals(MediaType.RAW)
                ? new PackedImage(
                        json.data().length, form -> reading(form, ink).pixels(json.pixels()))
                : packed(json.data(), ink);
    }

    private PackedImage packed(byte[] file, String ink) {
        return new PackedImage(decoder.unpackedBytes(file), form -> reading(form, ink).file(file));
    }

    private static OptionalLong headerLabel(Headers headers) {
        String text = HeaderNames.word(headers, HeaderNames.LABEL);
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong label = WholeNumber.of(text);
        if (label.isEmpty()) {
            int bytes = headers.lastHeader(HeaderNames.LABEL).value().length;
            boolean readable = text.chars().allMatch(c -> c >= ' ' && c != 0xfffd);
            throw new BadImageException(
                    readable
                            ? "label: must be a whole number, not \"" + brief(text) + "\""
                            : "label: %d bytes that are no digits".formatted(bytes));
        }
        return label;
    }

    static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
