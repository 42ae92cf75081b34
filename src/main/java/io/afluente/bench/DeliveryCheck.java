package io.afluente.bench;

import io.afluente.stream.client.TopicReader;
import io.afluente.stream.record.HeaderNames;
import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks at every prediction of every run: what is missing, what is double, how it was batched. */
final class DeliveryCheck {
    private long missing;
    private long duplicates;

    /**
     * Reads the predictions of one run of images whose ids are the numbers below {@code images}.
     *
     * @return the size of slice that half of them were answered in, or in smaller ones; 0 if the
     *     topology has no slices
     */
    int check(BenchCluster.Experiment experiment, int images) {
        BitSet seen = new BitSet(images);
        SortedMap<Integer, Long> slices = new TreeMap<>();
        try (TopicReader predictions = experiment.predictions()) {
            predictions.readToEnd(
                    prediction -> {
                        count(BenchCluster.number(prediction), seen);
                        slices.merge(sliceSize(prediction), 1L, Long::sum);
                    });
        }
        missing += images - seen.cardinality();
        return median(slices);
    }

    long missing() {
        return missing;
    }

    long duplicates() {
        return duplicates;
    }

    private void count(int number, BitSet seen) {
        duplicates += seen.get(number) ? 1 : 0;
        seen.set(number);
    }

    private static int sliceSize(ConsumerRecord<byte[], byte[]> prediction) {
        String size = HeaderNames.text(prediction.headers(), HeaderNames.SLICE_SIZE);
        return size == null ? 0 : Integer.parseInt(size);
    }

    private static int median(SortedMap<Integer, Long> slices) {
        long all = slices.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        for (Map.Entry<Integer, Long> slice : slices.entrySet()) {
            below += slice.getValue();
            if (2 * below >= all) {
                return slice.getKey();
            }
        }
        return 0;
    }
}
