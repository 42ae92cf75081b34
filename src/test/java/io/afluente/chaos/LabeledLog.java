package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestNetworks;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A labelled stream with everything in it: pictures, orders to the learner, and records that nobody
 * can use. The same for each number.
 */
record LabeledLog(String topic) implements IntFunction<ProducerRecord<byte[], byte[]>> {
    private static final int CONCEPT = 700;

    @Override
    public ProducerRecord<byte[], byte[]> apply(int number) {
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

    /** How many of the first records are pictures. */
    static long pictures(int records) {
        return IntStream.range(0, records).filter(i -> !isBroken(i) && !isOrder(i)).count();
    }

    /** How many of the first records nobody can use. */
    static long broken(int records) {
        return IntStream.range(0, records).filter(LabeledLog::isBroken).count();
    }

    /** Now and then every row comes to mean another digit: a drift. */
    private static LabeledImage picture(int number) {
        LabeledImage picture = TestNetworks.picture(number);
        return new LabeledImage(picture.image(), (picture.label() + number / CONCEPT) % 10);
    }

    private static boolean isBroken(int number) {
        return number % 41 == 7;
    }

    private static boolean isOrder(int number) {
        return number % 97 == 13;
    }
}
