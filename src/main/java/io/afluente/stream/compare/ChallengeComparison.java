package io.afluente.stream.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.afluente.evaluate.UnpairedComparison;
import io.afluente.registry.Pointer;
import io.afluente.stream.classify.TrafficSplit;
import io.afluente.stream.compare.LabeledPredictions.LabeledPrediction;
import io.afluente.stream.record.RecordPosition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What served beside the challenger that answers a share of the keys in its place, on the images
 * whose labels came afterwards.
 *
 * <p>Only images count that could have gone to either: those with a key, and of each partition
 * those from the challenger's first answer on after the latest image that was not answered as the
 * challenger's share says. What was answered before the challenge, or by another share, is left
 * out: the stream may have been easier then.
 */
public final class ChallengeComparison {
    private final TrafficSplit.Split split;
    private final Set<String> champions = new TreeSet<>();

    private UnpairedComparison comparison = UnpairedComparison.NONE;

    /**
     * @param labeled all of it; what is labelled later does not count
     * @param challenger which version it is, and its share
     */
    public ChallengeComparison(LabeledPredictions labeled, Pointer challenger) {
        this.split = new TrafficSplit.Split(challenger.version(), challenger.shareOrNone());
        labeled.all().stream()
                .filter(ChallengeComparison::hasKey)
                .collect(groupingBy(ChallengeComparison::partition))
                .values()
                .forEach(partition -> challenge(partition).forEach(this::count));
    }

    private List<LabeledPrediction> challenge(Collection<LabeledPrediction> partition) {
        List<LabeledPrediction> inOrder =
                partition.stream()
                        .sorted(comparingLong(a -> a.answer().source().offset()))
                        .toList();
        int from = inOrder.size();
        while (from > 0 && asDivided(inOrder.get(from - 1))) {
            from--;
        }
        return inOrder.stream().skip(from).dropWhile(a -> !byChallenger(a)).toList();
    }

    private boolean asDivided(LabeledPrediction each) {
        return byChallenger(each) == split.takes(each.answer().id().getBytes(UTF_8));
    }

    private boolean byChallenger(LabeledPrediction each) {
        return each.answer().version().equals(split.version());
    }

    private void count(LabeledPrediction each) {
        if (byChallenger(each)) {
            comparison = comparison.challenger(each.right());
        } else {
            comparison = comparison.champion(each.right());
            champions.add(each.answer().version());
        }
    }

    // An image without a key is called by its position, and never the challenger's
    private static boolean hasKey(LabeledPrediction each) {
        return !each.answer().id().equals(each.answer().source().toString());
    }

    private static TopicPartition partition(LabeledPrediction each) {
        RecordPosition source = each.answer().source();
        return new TopicPartition(source.topic(), source.partition());
    }

    /** How the two compare, each on the images that it has answered. */
    public UnpairedComparison comparison() {
        return comparison;
    }

    /** The versions that answered the other keys meanwhile. */
    public Set<String> champions() {
        return champions;
    }

    /** The version that answered its share of the keys. */
    public String challenger() {
        return split.version();
    }

    /** The challenger's share of the keys. */
    public double share() {
        return split.share();
    }
}
