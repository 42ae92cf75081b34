package io.afluente.stream.topic;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for answers of Kafka's asynchronous calls and throws their failures as they are. */
public final class KafkaCalls {
    private KafkaCalls() {}

    /**
     * The answer, once it is there.
     *
     * @throws KafkaException what went wrong, as Kafka's own exception
     */
    public static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException kafkas) {
                throw kafkas;
            }
            throw new KafkaException(e.getCause());
        }
    }
}
