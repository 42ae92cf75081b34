package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import io.afluente.model.BadNetworkException;
import io.afluente.model.LabelName;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.fetch.PatientFetcher;
import io.afluente.stream.fetch.PictureSource;
import io.afluente.stream.topic.TopicFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/** Reads a record of the labelled stream as what the learner takes, or says why it can't. */
public final class LogEntryReader {
    /** The largest version that an order can bring along; the rest of its record is small. */
    public static final int MAX_VERSION = 8_000_000;

    private final RecordBounds bounds = RecordBounds.of(TopicFile.load("labeled-images"));
    private final ImageCodec codec;
    private final PictureSource source;
    private final PictureForm form;
    private final String model;
    private final UnaryOperator<Image> input;

    /** Of a network that takes pictures. */
    public LogEntryReader(ImageCodec codec, PictureForm form, String model) {
        this(codec, form, model, UnaryOperator.identity());
    }

    /**
     * @param form that pictures are brought to
     * @param model name of the network, which the sender of an unknown label is told
     * @param input makes of one such picture what is learned from: the picture itself, or its
     *     embedding
     */
    public LogEntryReader(
            ImageCodec codec, PictureForm form, String model, UnaryOperator<Image> input) {
        this(codec, codec.fetcher(), form, model, input);
    }

    private LogEntryReader(
            ImageCodec codec,
            PictureSource source,
            PictureForm form,
            String model,
            UnaryOperator<Image> input) {
        this.codec = codec;
        this.source = source;
        this.form = form;
        this.model = model;
        this.input = input;
    }

    /**
     * The same for one thread, which has patience with pictures that are elsewhere.
     *
     * @param commits how often that thread has committed
     */
    public LogEntryReader patient(IntSupplier commits) {
        PatientFetcher patient = new PatientFetcher(codec.fetcher(), commits);
        return new LogEntryReader(codec, patient, form, model, input);
    }

    /** Whether the picture of a record is elsewhere. */
    public boolean refers(byte[] value, Headers headers) {
        try {
            return codec.reference(value, headers).isPresent();
        } catch (BadImageException e) {
            return false;
        }
    }

    /** Nobody is kept waiting for pictures from now on. */
    public void stop() {
        codec.fetcher().stop();
    }

    /**
     * Reads one record.
     *
     * @param labels how many there are by now
     * @throws BadRecordException if it is neither an example nor a known order
     */
    public LogEntry read(long offset, byte[] key, byte[] value, Headers headers, int labels) {
        bounds.check(key, value, headers);
        try {
            String order = HeaderNames.word(headers, HeaderNames.CONTROL);
            if (order != null) {
                return control(order, offset, key, value);
            }
            ImageCodec.Labels known = new ImageCodec.Labels(labels, () -> advice(labels));
            LabeledImage picture = codec.labeled(value, headers, form, known, source);
            Image taken = input.apply(picture.image());
            return new Example(
                    offset, ImageIds.onLog(key), new LabeledImage(taken, picture.label()));
        } catch (BadImageException e) {
            throw new BadRecordException(e.getMessage(), e);
        }
    }

    private String advice(int labels) {
        return "; \"afluente models add-label --model %s NAME\" adds label %d"
                .formatted(model, labels);
    }

    private static Control control(String order, long offset, byte[] key, byte[] value) {
        Control.Order known =
                Control.Order.of(order.toLowerCase(Locale.ROOT)).orElseThrow(() -> unknown(order));
        return switch (known) {
            case CONTINUE -> new Control(offset, known, Optional.of(version(key, value)));
            case ADD_LABEL -> Control.addLabel(offset, label(value));
            default -> new Control(offset, known);
        };
    }

    private static String label(byte[] value) {
        try {
            return LabelName.of(value == null ? new byte[0] : value);
        } catch (BadNetworkException e) {
            throw new BadRecordException("control add-label: " + e.getMessage(), e);
        }
    }

    /** The version that an order brings along: its name is the key, its bytes are the value. */
    private static Checkpoint version(byte[] key, byte[] value) {
        if (key == null || value == null || value.length > MAX_VERSION) {
            throw new BadRecordException(
                    "control continue: needs a version as key and its bytes, %,d at most, as value; got %s"
                            .formatted(
                                    MAX_VERSION,
                                    key == null || value == null
                                            ? "none"
                                            : "%,d bytes".formatted(value.length)));
        }
        try {
            return whole(
                    Checkpoint.open(Version.parse(new String(key, StandardCharsets.UTF_8)), value));
        } catch (BadNetworkException e) {
            throw new BadRecordException("control continue: " + e.getMessage(), e);
        }
    }

    private static Checkpoint whole(Checkpoint version) {
        if (!version.isWhole()) {
            throw new BadNetworkException(
                    "version %s comes without its learner's state; \"models export\" writes a file with both"
                            .formatted(version.version()));
        }
        return version;
    }

    private static BadRecordException unknown(String order) {
        String known =
                Arrays.stream(Control.Order.values())
                        .map(Control.Order::wireName)
                        .collect(Collectors.joining(", "));
        return new BadRecordException("control: one of %s, not \"%s\"".formatted(known, order));
    }
}
