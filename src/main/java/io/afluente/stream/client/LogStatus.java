package io.afluente.stream.client;

import io.afluente.stream.record.LogPosition;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the cluster says of a learner's log and of the group that reads it.
 *
 * @param group that reads it
 * @param log its topic, the topic's id, its partition and the offset that it begins with
 * @param end the offset that the next record will have
 * @param committed the offset from which the group reads on
 * @param elsewhere another topic that the group has read from
 */
public record LogStatus(
        String group,
        LogPosition log,
        long end,
        OptionalLong committed,
        Optional<String> elsewhere) {

    public long begin() {
        return log.nextOffset();
    }

    /**
     * The offset from which a consumer of the group reads on; empty where it has to look for one.
     */
    public OptionalLong readOn() {
        return committed.isPresent() && committed.getAsLong() <= end
                ? committed
                : OptionalLong.empty();
    }
}
