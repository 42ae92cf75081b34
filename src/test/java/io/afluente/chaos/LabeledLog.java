package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A labelled stream with everything in it: pictures, orders to the learner, and records that nobody
 * can use. The same for each number.
 *
 * @param grows whether labels are added now and then: pictures of the next one come before its
 *     order, when nobody can use them, and after it
 */
record LabeledLog(String topic, boolean grows)
        implements IntFunction<ProducerRecord<byte[], byte[]>> {
    private static final int CONCEPT = 700;
    private static final int FIRST_ADDED = 10;
    private static final int GROWTH = 250;
    private static final int ORDER = 120;

    @Override
    public ProducerRecord<byte[], byte[]> apply(int number) {
        if (isGrowth(number)) {
            return ControlRecords.addLabel(topic, "more-" + addedBy(number));
        }
        if (isBroken(number)) {
            return new ProducerRecord<>(
                    topic,
                    ("id-" + number).getBytes(UTF_8),
                    "{\"format\":\"raw\"}".getBytes(UTF_8));
        }
        if (isOrder(number)) {
            return ControlRecords.of(
                    topic, number % 2 == 0 ? Control.Order.CLOSE_BATCH : Control.Order.CHECKPOINT);
        }
        return new ImageRecords(topic, ImageRecords.Format.RAW).of("id-" + number, picture(number));
    }

    /** How many of the first records are pictures to learn from. */
    long pictures(int records) {
        return IntStream.range(0, records)
                .filter(i -> !isUseless(i) && !isGrowth(i) && !isOrder(i))
                .count();
    }

    /** How many of the first records nobody can use. */
    long useless(int records) {
        return IntStream.range(0, records).filter(this::isUseless).count();
    }

    /** The first record from a number on that adds a label. */
    int nextGrowth(long number) {
        return (int) ((number + GROWTH - ORDER - 1) / GROWTH * GROWTH + ORDER);
    }

    /** The labels that the first records add. */
    List<String> added(int records) {
        return IntStream.range(0, records)
                .filter(this::isGrowth)
                .mapToObj(i -> "more-" + addedBy(i))
                .toList();
    }

    /** Now and then every row comes to mean another digit: a drift. */
    private LabeledImage picture(int number) {
        LabeledImage picture = TestNetworks.picture(number);
        int label = (picture.label() + number / CONCEPT) % FIRST_ADDED;
        return new LabeledImage(picture.image(), isOfAdded(number) ? addedBy(number) : label);
    }

    private boolean isUseless(int number) {
        return !isGrowth(number) && (isBroken(number) || (isTooEarly(number) && !isOrder(number)));
    }

    /** Whether it is a picture of a label that is still to come. */
    private boolean isTooEarly(int number) {
        return isOfAdded(number) && number % GROWTH < ORDER;
    }

    private boolean isOfAdded(int number) {
        return grows && number % 9 == 4;
    }

    private boolean isGrowth(int number) {
        return grows && number % GROWTH == ORDER;
    }

    /** The label that is added nearby. */
    private static int addedBy(int number) {
        return FIRST_ADDED + number / GROWTH;
    }

    private static boolean isBroken(int number) {
        return number % 41 == 7;
    }

    private static boolean isOrder(int number) {
        return number % 97 == 13;
    }
}
