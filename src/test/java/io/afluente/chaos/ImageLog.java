package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestNetworks;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageRecords;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A stream of pictures, and now and then something that is none. The same for each number. */
record ImageLog(String topic) implements IntFunction<ProducerRecord<byte[], byte[]>> {
    private static final int DIFFERENT = 2_000;

    @Override
    public ProducerRecord<byte[], byte[]> apply(int number) {
        if (number % 37 == 5) {
            return new ProducerRecord<>(topic, ("id-" + number).getBytes(UTF_8), new byte[] {'{'});
        }
        return new ImageRecords(topic, ImageRecords.Format.RAW)
                .of("id-" + number, TestNetworks.picture(number % DIFFERENT).image());
    }

    /** Whether a record of such a stream is a picture. */
    static boolean isPicture(ConsumerRecord<byte[], byte[]> record) {
        return HeaderNames.text(record.headers(), HeaderNames.CONTENT_TYPE) != null;
    }
}
