package io.afluente.stream.join;

import io.afluente.stream.record.Feedback;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings images, the answers they got and the labels they are given together, in whatever order
 * they come. The first label of an image counts; it goes on as soon as all three are there.
 */
final class JoinFeedback implements Processor<String, Arrival, byte[], Outgoing> {
    private static final Logger LOG = LoggerFactory.getLogger(JoinFeedback.class);

    /** Largest step of the running time, and how often it moves where nothing comes in. */
    static final Duration TICK = Duration.ofSeconds(10);

    private final FeedbackCodec codec;
    private final Topics topics;
    private final JoinLimits limits;
    private final JoinSpans spans;
    private final JoinMeters meters;
    private ProcessorContext<byte[], Outgoing> context;
    private JoinState state;
    private SeenImages images;
    private UnplacedLabels unplaced;
    private SeenLog seenImages;
    private SeenLog seenFeedback;
    private DroppedOffsets dropped;
    private JoinOut out;
    private Aging aging;

    JoinFeedback(Topics topics, JoinLimits limits, JoinSpans spans, JoinMeters meters) {
        this.topics = topics;
        this.codec = new FeedbackCodec(topics.formats());
        this.limits = limits;
        this.spans = spans;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        state = new JoinState(context.getStateStore(JoinState.STORE), TICK.toMillis());
        images = state.images();
        unplaced = state.unplaced();
        seenImages = state.seenImages();
        seenFeedback = state.seenFeedback();
        dropped = state.dropped();
        out = new JoinOut(context, topics, spans, meters);
        aging = new Aging(state, limits, out);
        state.time().tick(context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> settle());
    }

    @Override
    public void process(Record<String, Arrival> record) {
        Arrival arrival = record.value();
        switch (arrival.kind()) {
            case IMAGE -> takeImage(record.key(), arrival, record.headers());
            case PREDICTION -> takePrediction(record.key(), arrival, record.headers());
            case FEEDBACK -> takeFeedback(record.key(), arrival, record);
        }
        settle();
    }

    /** What belongs to every step: time moves on, the old is dropped, the numbers are saved. */
    private void settle() {
        state.time().tick(context.currentSystemTimeMs());
        aging.dropOld();
        state.save();
        meters.kept(context.taskId(), state.bytes());
    }

    private void takeImage(String id, Arrival arrival, Headers headers) {
        RecordPosition position = arrival.source();
        if (seenImages.isRecreated(arrival)) {
            LOG.warn("{} was created again: forgets all before {}", position.topic(), position);
            meters.forgotten(aging.forget(position.partition()));
        }
        if (isRepeated(seenImages, arrival)) {
            return;
        }
        seenImages.seen(arrival);
        if (arrival.value() == null) {
            return;
        }
        SeenImage image = ofId(id, position);
        images.put(position, image);
        images.putPicture(position, id, SeenImages.Picture.of(arrival.value(), headers));
        Optional<Claim> waited = unplaced.take(id);
        if (waited.isPresent()) {
            giveLabel(position, image, waited.get());
        } else {
            join(position, image);
        }
    }

    private void takePrediction(String id, Arrival arrival, Headers headers) {
        RecordPosition position = arrival.source();
        Optional<SeenImage> known = images.find(position);
        boolean pointless =
                known.map(image -> needsNoAnswer(id, position, image))
                        .orElseGet(() -> seenImages.isPast(position));
        if (!pointless) {
            join(position, ofId(id, position).answered(arrival.value(), spans.placeOf(headers)));
        } else if (known.isPresent()) {
            images.putLaterAnswer(position, new SeenImages.LaterAnswer(id, arrival.value()));
        }
    }

    /** Whoever has answered an image knows its id better than a label does. */
    private boolean needsNoAnswer(String id, RecordPosition position, SeenImage image) {
        boolean settled =
                image.id().equals(id)
                        ? image.answer() != null
                        : images.picture(position).isPresent();
        return image.joined() || settled;
    }

    /** What is known of a position under this id: what was claimed under another is not its own. */
    private SeenImage ofId(String id, RecordPosition position) {
        Optional<SeenImage> known = images.find(position);
        if (known.isEmpty() || known.get().id().equals(id)) {
            return known.orElse(SeenImage.named(id));
        }
        SeenImage other = known.get();
        if (other.waits()) {
            out.dead(images.removeClaim(position), Rejection.UNKNOWN, isNone(position, other.id()));
        }
        images.disown(position, other);
        return SeenImage.named(id);
    }

    /** A record that the group reads again has done its work already. */
    private boolean isRepeated(SeenLog log, Arrival arrival) {
        boolean repeated = log.isRepeated(arrival);
        if (repeated) {
            meters.repeated();
        }
        return repeated;
    }

    private void takeFeedback(String id, Arrival arrival, Record<?, ?> record) {
        if (isRepeated(seenFeedback, arrival)) {
            return;
        }
        seenFeedback.seen(arrival);
        Headers headers = record.headers();
        Feedback said = codec.deserialize(arrival.source().topic(), headers, arrival.value());
        Claim claim = new Claim(said.label(), said.source(), arrival, headers, record.timestamp());
        Optional<RecordPosition> position = claim.about().or(() -> images.latest(id));
        if (position.isPresent()) {
            takePlaced(id, position.get(), claim);
        } else {
            keepUnplaced(id, claim);
        }
    }

    private void keepUnplaced(String id, Claim claim) {
        Optional<Claim> before = unplaced.find(id);
        if (before.isPresent()) {
            refuseSecond(claim, before.get().label(), before.get().saidBy());
        } else {
            unplaced.put(id, claim);
        }
    }

    private void takePlaced(String id, RecordPosition position, Claim claim) {
        Optional<SeenImage> known = images.find(position);
        boolean another = known.isPresent() && !known.get().id().equals(id);
        if (known.isEmpty() && dropped.isDropped(position)) {
            out.dead(claim, Rejection.LATE, position + " is no longer kept");
        } else if (another || (known.isEmpty() && seenImages.isPast(position))) {
            out.dead(claim, Rejection.UNKNOWN, isNone(position, id));
        } else {
            giveLabel(position, known.orElse(SeenImage.named(id)), claim);
        }
    }

    private void giveLabel(RecordPosition position, SeenImage image, Claim claim) {
        if (image.label().isPresent()) {
            SeenImage.Given first = image.label().get();
            refuseSecond(claim, first.label(), first.saidBy());
            join(position, image);
        } else {
            images.putClaim(position, claim);
            join(position, image.labeled(claim));
        }
    }

    private void refuseSecond(Claim claim, int label, RecordPosition saidBy) {
        boolean same = claim.label() == label;
        out.dead(
                claim,
                same ? Rejection.DUPLICATE : Rejection.CONTRADICTION,
                "%s has said %d before".formatted(saidBy, label));
    }

    /** Keeps what is known now, and lets the image go on if that is all. */
    private void join(RecordPosition position, SeenImage image) {
        Optional<SeenImages.Picture> picture = images.picture(position);
        boolean complete =
                !image.joined()
                        && image.label().isPresent()
                        && image.answer() != null
                        && picture.isPresent();
        images.put(position, complete ? image.done() : image);
        if (complete) {
            out.joined(image, picture.get(), images.removeClaim(position));
            images.removePicture(position);
        }
    }

    private static String isNone(RecordPosition position, String id) {
        return "%s is no image \"%s\"".formatted(position, brief(id));
    }

    private static String brief(String id) {
        return id.length() <= 40 ? id : id.substring(0, 40) + "...";
    }

    @Override
    public void close() {
        meters.gone(context.taskId());
    }
}
