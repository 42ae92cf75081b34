package io.afluente.stream.learn;

import io.afluente.stream.client.LogStatus;
import io.afluente.stream.record.LogPosition;
import io.afluente.stream.runtime.CannotLearnOnException;

/** The learner's state and its log don't fit each other, and nobody but an operator can mend it. */
public final class WrongPositionException extends CannotLearnOnException {
    private static final long serialVersionUID = 1L;

    private static final String ANOTHER_LINE =
            ". To go on from what was learned, start another line with --group learn=NEW --from"
                    + " VERSION";

    private WrongPositionException(String message) {
        super(message);
    }

    static WrongPositionException ofAnotherService(LogPosition stored, LogStatus status) {
        return new WrongPositionException(
                "the state of the learner %s was learned from %s, and this service learns from %s: the state is another service's. Give this one a group of its own: --group learn=NEW"
                        .formatted(status.group(), stored.topic(), status.log().topic()));
    }

    static WrongPositionException shared(String elsewhere, LogStatus status) {
        String group = status.group();
        String topic = status.log().topic();
        return new WrongPositionException(
                "the group %s has read from %s as well as from %s: what it has learned may be of both%s. Or, if nothing was learned from %s, %s"
                        .formatted(
                                group,
                                elsewhere,
                                topic,
                                ANOTHER_LINE,
                                elsewhere,
                                forget(group, elsewhere)));
    }

    static WrongPositionException madeAgain(LogPosition stored, LogStatus status) {
        return new WrongPositionException(
                "%s was deleted and made again: the learner %s has learned up to offset %d of the former one (topic id %s, now %s)%s"
                        .formatted(
                                stored.topic(),
                                status.group(),
                                stored.nextOffset(),
                                stored.topicId(),
                                status.log().topicId(),
                                ANOTHER_LINE));
    }

    static WrongPositionException beganAgain(String topic, long before, long offset) {
        return new WrongPositionException(
                "%s: offset %d comes after %d: it was deleted and made again, or has lost records%s"
                        .formatted(topic, offset, before, ANOTHER_LINE));
    }

    static WrongPositionException beginsLater(LogPosition stored, LogStatus status) {
        return new WrongPositionException(
                "%s begins with offset %d, but the learner %s has learned up to %d only: what lay between was deleted before it was learned%s"
                        .formatted(
                                stored.topic(),
                                status.begin(),
                                status.group(),
                                stored.nextOffset(),
                                ANOTHER_LINE));
    }

    static WrongPositionException endsBefore(LogPosition stored, LogStatus status) {
        return new WrongPositionException(
                "%s ends at offset %d, but the learner %s has learned up to %d: the topic has lost records, or is another than before%s"
                        .formatted(
                                stored.topic(),
                                status.end(),
                                status.group(),
                                stored.nextOffset(),
                                ANOTHER_LINE));
    }

    static WrongPositionException wouldPassOver(long first, LogPosition stored, LogStatus status) {
        return new WrongPositionException(
                "the group %s would read %s from offset %d, but its learner has learned up to %d only: the record at offset %d and others would be left out. To go on where it stands, ten seconds after its end: %s"
                        .formatted(
                                status.group(),
                                stored.topic(),
                                status.committed().getAsLong(),
                                stored.nextOffset(),
                                first,
                                forget(status.group(), stored.topic())));
    }

    private static String forget(String group, String topic) {
        return "kafka-consumer-groups.sh --bootstrap-server … --delete-offsets --group %s --topic %s"
                .formatted(group, topic);
    }
}
