package io.afluente.produce;

import io.afluente.image.data.PictureFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends pictures round by round and counts what becomes of them.
 *
 * @param sender of files
 * @param outcomes to wait for; empty if nobody asks for answers
 * @param patience with an answer
 * @param tally of everything
 * @param told of every picture's outcome, as soon as it is known
 */
public record Producing(
        PictureSender sender,
        Optional<SendResults> outcomes,
        Duration patience,
        Tally tally,
        Consumer<SendResult> told) {

    /** Sends files and waits for what becomes of them, where that was asked for. */
    public void round(List<PictureFile> files) {
        List<SendResult> sent = send(files);
        sent.stream().filter(outcome -> !outcome.isSent()).forEach(told);
        outcomes.ifPresent(all -> await(all, sent.stream().filter(SendResult::isSent).toList()));
    }

    private List<SendResult> send(List<PictureFile> files) {
        List<CompletableFuture<SendResult>> sending = files.stream().map(sender::send).toList();
        List<SendResult> sent = sending.stream().map(CompletableFuture::join).toList();
        sent.forEach(tally::sent);
        return sent;
    }

    private void await(SendResults all, List<SendResult> sent) {
        var late =
                all.await(
                        sent,
                        patience,
                        outcome -> {
                            tally.settled(outcome);
                            told.accept(outcome);
                        });
        String reason =
                "no answer within %d s; does a classifier run?".formatted(patience.toSeconds());
        late.forEach(outcome -> told.accept(outcome.refused(reason)));
    }
}
