package io.afluente.cli.produce;

import io.afluente.stream.Answer;
import io.afluente.stream.Source;

/**
 * What became of a picture.
 *
 * @param file it was
 * @param turned whether it was sent to be turned into its negative
 * @param source where its record lies; null if it was not sent
 * @param answer to it; null if there is none
 * @param reason why there is no answer; null if there is one or it was not waited for
 */
public record Outcome(
        PictureFile file, boolean turned, Source source, Answer answer, String reason) {
    static Outcome notSent(PictureFile file, String reason) {
        return new Outcome(file, false, null, null, reason);
    }

    static Outcome sent(PictureFile file, boolean turned, Source source) {
        return new Outcome(file, turned, source, null, null);
    }

    Outcome answered(Answer answer) {
        return new Outcome(file, turned, source, answer, null);
    }

    Outcome refused(String reason) {
        return new Outcome(file, turned, source, null, reason);
    }

    boolean isSent() {
        return source != null;
    }
}
