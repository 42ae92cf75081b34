package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import io.afluente.trace.TraceContext;
import java.util.List;
import java.util.Optional;

/** Drops what has waited too long or is too much, and tells what becomes of its label. */
final class Aging {
    private final JoinState state;
    private final JoinLimits limits;
    private final SeenImages images;
    private final UnplacedLabels unplaced;
    private final SeenLog seen;
    private final DroppedOffsets dropped;
    private final JoinOut out;

    Aging(JoinState state, JoinLimits limits, JoinOut out) {
        this.state = state;
        this.limits = limits;
        this.images = state.images();
        this.unplaced = state.unplaced();
        this.seen = state.seenImages();
        this.dropped = state.dropped();
        this.out = out;
    }

    void dropOld() {
        Optional<Waiting> oldest = state.queue().oldest();
        while (oldest.isPresent() && (isOld(oldest.get()) || isFull())) {
            String within = isOld(oldest.get()) ? "the retention" : "the bytes that are kept";
            if (oldest.get().what() instanceof Waiting.AnImage image) {
                drop(image.position(), within);
                state.queue().removeOldest();
            } else {
                drop(((Waiting.ALabel) oldest.get().what()).id(), within);
            }
            oldest = state.queue().oldest();
        }
    }

    private boolean isOld(Waiting waiting) {
        return state.time().millis() - waiting.since() >= limits.retention().toMillis();
    }

    private boolean isFull() {
        return state.bytes() > limits.bytes();
    }

    private void drop(String id, String within) {
        Claim claim = unplaced.take(id).orElseThrow();
        out.dead(claim, Rejection.UNKNOWN, "no image of this id came within " + within);
    }

    private void drop(RecordPosition position, String within) {
        boolean came = images.picture(position).isPresent();
        remove(
                position,
                came ? Rejection.UNANSWERED : Rejection.UNKNOWN,
                "%s %s within %s"
                        .formatted(position, came ? "got no prediction" : "did not come", within));
        if (seen.isPast(position)) {
            dropped.dropped(position);
        }
    }

    /**
     * Forgets all images of a partition, since their topic is gone, and says how many. Answers that
     * came when there was one already are for the images to come.
     */
    int forget(int partition) {
        List<RecordPosition> gone = state.queue().removeImages(at -> at.partition() == partition);
        for (RecordPosition position : gone) {
            Optional<SeenImages.LaterAnswer> later = images.laterAnswer(position);
            remove(position, Rejection.UNKNOWN, position + " was on a topic that is gone");
            later.ifPresent(
                    answer ->
                            images.put(
                                    position,
                                    SeenImage.named(answer.id())
                                            .answered(answer.value(), TraceContext.NONE)));
        }
        dropped.forget(partition);
        return gone.size();
    }

    private void remove(RecordPosition position, Rejection outcome, String why) {
        SeenImage image = images.find(position).orElseThrow();
        if (image.waits()) {
            out.dead(images.removeClaim(position), outcome, why);
        }
        images.remove(position, image);
    }
}
