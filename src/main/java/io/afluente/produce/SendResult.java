package io.afluente.produce;

import io.afluente.image.data.PictureFile;
import io.afluente.stream.record.InkWord;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;

/**
 * What became of a picture.
 *
 * @param file it was
 * @param source where its record lies; null if it was not sent
 * @param answer to it; null if there is none
 * @param ink how the writing in it is drawn, as its answer says; null if none was looked for
 * @param reason why there is no answer; null if there is one or it was not waited for
 */
public record SendResult(
        PictureFile file,
        RecordPosition source,
        PredictionRecord answer,
        String ink,
        String reason) {
    static SendResult notSent(PictureFile file, String reason) {
        return new SendResult(file, null, null, null, reason);
    }

    static SendResult sent(PictureFile file, RecordPosition source) {
        return new SendResult(file, source, null, null, null);
    }

    SendResult answered(PredictionRecord answer, String ink) {
        return new SendResult(file, source, answer, ink, null);
    }

    SendResult refused(String reason) {
        return new SendResult(file, source, null, null, reason);
    }

    boolean isSent() {
        return source != null;
    }

    /** Whether its writing was found to be dark on light, and turned into its negative. */
    public boolean turned() {
        return InkWord.DARK_ON_LIGHT.equals(ink);
    }
}
