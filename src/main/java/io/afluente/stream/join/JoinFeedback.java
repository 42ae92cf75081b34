package io.afluente.stream.join;

import io.afluente.stream.Source;
import io.afluente.stream.Topics;
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

    private final Topics topics;
    private final Limits limits;
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

    JoinFeedback(Topics topics, Limits limits, JoinMeters meters) {
        this.topics = topics;
        this.limits = limits;
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
        out = new JoinOut(context, topics, meters);
        aging = new Aging(state, limits, out);
        state.time().tick(context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> settle());
    }

    @Override
    public void process(Record<String, Arrival> record) {
        Arrival arrival = record.value();
        switch (arrival.kind()) {
            case IMAGE -> takeImage(record.key(), arrival, record.headers());
            case PREDICTION -> takePrediction(record.key(), arrival);
            case FEEDBACK -> takeFeedback(record.key(), arrival, record.headers());
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
        Source place = arrival.source();
        if (seenImages.isRecreated(arrival)) {
            LOG.warn("{} was created again: forgets all before {}", place.topic(), place);
            meters.forgotten(aging.forget(place.partition()));
        }
        if (isRepeated(seenImages, arrival)) {
            return;
        }
        seenImages.seen(arrival);
        if (arrival.value() == null) {
            return;
        }
        SeenImage image = ofId(id, place);
        images.put(place, image);
        images.putPicture(place, id, SeenImages.Picture.of(arrival.value(), headers));
        Optional<Claim> waited = unplaced.take(id);
        if (waited.isPresent()) {
            giveLabel(place, image, waited.get());
        } else {
            join(place, image);
        }
    }

    private void takePrediction(String id, Arrival arrival) {
        Source place = arrival.source();
        Optional<SeenImage> known = images.find(place);
        boolean pointless =
                known.map(image -> needsNoAnswer(id, place, image))
                        .orElseGet(() -> seenImages.isPast(place));
        if (!pointless) {
            join(place, ofId(id, place).answered(arrival.value()));
        } else if (known.isPresent()) {
            images.putLaterAnswer(place, new SeenImages.LaterAnswer(id, arrival.value()));
        }
    }

    /** Whoever has answered an image knows its id better than a label does. */
    private boolean needsNoAnswer(String id, Source place, SeenImage image) {
        boolean settled =
                image.id().equals(id) ? image.answer() != null : images.picture(place).isPresent();
        return image.joined() || settled;
    }

    /** What is known of a place under this id: what was claimed under another is not its own. */
    private SeenImage ofId(String id, Source place) {
        Optional<SeenImage> known = images.find(place);
        if (known.isEmpty() || known.get().id().equals(id)) {
            return known.orElse(SeenImage.named(id));
        }
        SeenImage other = known.get();
        if (other.waits()) {
            out.dead(images.removeClaim(place), Outcome.UNKNOWN, isNone(place, other.id()));
        }
        images.disown(place, other);
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

    private void takeFeedback(String id, Arrival arrival, Headers headers) {
        if (isRepeated(seenFeedback, arrival)) {
            return;
        }
        seenFeedback.seen(arrival);
        Feedback said = Feedback.read(arrival.value());
        Claim claim = new Claim(said.label(), said.source(), arrival, headers);
        Optional<Source> place = claim.about().or(() -> images.latest(id));
        if (place.isPresent()) {
            takePlaced(id, place.get(), claim);
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

    private void takePlaced(String id, Source place, Claim claim) {
        Optional<SeenImage> known = images.find(place);
        boolean another = known.isPresent() && !known.get().id().equals(id);
        if (known.isEmpty() && dropped.isDropped(place)) {
            out.dead(claim, Outcome.LATE, place + " is no longer kept");
        } else if (another || (known.isEmpty() && seenImages.isPast(place))) {
            out.dead(claim, Outcome.UNKNOWN, isNone(place, id));
        } else {
            giveLabel(place, known.orElse(SeenImage.named(id)), claim);
        }
    }

    private void giveLabel(Source place, SeenImage image, Claim claim) {
        if (image.label().isPresent()) {
            SeenImage.Given first = image.label().get();
            refuseSecond(claim, first.label(), first.saidBy());
            join(place, image);
        } else {
            images.putClaim(place, claim);
            join(place, image.labeled(claim));
        }
    }

    private void refuseSecond(Claim claim, int label, Source saidBy) {
        boolean same = claim.label() == label;
        out.dead(
                claim,
                same ? Outcome.DUPLICATE : Outcome.CONTRADICTION,
                "%s has said %d before".formatted(saidBy, label));
    }

    /** Keeps what is known now, and lets the image go on if that is all. */
    private void join(Source place, SeenImage image) {
        Optional<SeenImages.Picture> picture = images.picture(place);
        boolean complete =
                !image.joined()
                        && image.label().isPresent()
                        && image.answer() != null
                        && picture.isPresent();
        images.put(place, complete ? image.done() : image);
        if (complete) {
            out.joined(image, picture.get());
            images.removePicture(place);
            images.removeClaim(place);
        }
    }

    private static String isNone(Source place, String id) {
        return "%s is no image \"%s\"".formatted(place, brief(id));
    }

    private static String brief(String id) {
        return id.length() <= 40 ? id : id.substring(0, 40) + "...";
    }

    @Override
    public void close() {
        meters.gone(context.taskId());
    }
}
