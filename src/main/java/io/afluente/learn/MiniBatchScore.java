package io.afluente.learn;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afluente.evaluate.Score;
import io.afluente.learn.drift.DriftState;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Mistake;
import java.util.List;

/**
 * What the test of one mini-batch showed, before the network was trained on it. Held-out examples
 * that came among the others are tested with them, though never trained on.
 *
 * @param miniBatch its number, from 1
 * @param fromOffset of its first example
 * @param toOffset of its last example
 * @param examples tested
 * @param heldOut of them
 * @param correct of them answered rightly
 * @param loss mean cross-entropy of them in nats, 16.12 at most for each
 * @param confusion label, answer (-1 for none) and how often
 * @param mistakes the first 256 of the examples that were answered wrongly, in the order of the
 *     log; {@code examples - correct} is how many there are
 * @param checkpointAccuracy of the checkpoint made after it, on the latest held-out examples; null
 *     where none was made or judged
 * @param score of all that was tested so far, this mini-batch included
 * @param drift what the detector says now
 * @param events since the score before
 */
public record MiniBatchScore(
        long miniBatch,
        long fromOffset,
        long toOffset,
        int examples,
        int heldOut,
        int correct,
        double loss,
        List<List<Integer>> confusion,
        List<Mistake> mistakes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double checkpointAccuracy,
        Score score,
        DriftState drift,
        List<Event> events) {}
