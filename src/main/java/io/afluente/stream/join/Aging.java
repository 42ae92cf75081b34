package io.afluente.stream.join;

import io.afluente.stream.Source;
import java.util.Optional;

/** Drops what has waited too long or is too much, and tells what becomes of its label. */
final class Aging {
    private final JoinState state;
    private final Limits limits;
    private final SeenImages images;
    private final UnplacedLabels unplaced;
    private final SeenOffsets offsets;
    private final JoinOut out;

    Aging(JoinState state, Limits limits, JoinOut out) {
        this.state = state;
        this.limits = limits;
        this.images = state.images();
        this.unplaced = state.unplaced();
        this.offsets = state.offsets();
        this.out = out;
    }

    void dropOld() {
        Optional<Waiting> oldest = state.queue().oldest();
        while (oldest.isPresent() && (isOld(oldest.get()) || isFull())) {
            String within = isOld(oldest.get()) ? "the retention" : "the bytes that are kept";
            if (oldest.get().what() instanceof Waiting.AnImage image) {
                drop(image.place(), within);
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
        out.dead(claim, Outcome.UNKNOWN, "no image of this id came within " + within);
    }

    private void drop(Source place, String within) {
        SeenImage image = images.find(place).orElseThrow();
        if (image.label().isPresent() && !image.joined()) {
            boolean came = images.picture(place).isPresent();
            out.dead(
                    images.removeClaim(place),
                    came ? Outcome.UNANSWERED : Outcome.UNKNOWN,
                    "%s %s within %s"
                            .formatted(place, came ? "got no prediction" : "did not come", within));
        }
        images.remove(place, image);
        offsets.dropped(place);
    }
}
