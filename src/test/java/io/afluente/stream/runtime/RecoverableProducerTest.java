package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults of a transaction Kafka Streams is to go on from. */
class RecoverableProducerTest {
    @ParameterizedTest
    @MethodSource("recoverable")
    void shouldTellThatItIsFenced(KafkaException fault) {
        assertThat(RecoverableProducer.inTermsOfStreams(fault))
                .isInstanceOf(ProducerFencedException.class)
                .hasMessageContaining(fault.getMessage())
                .hasCause(fault);
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldLeaveOtherFaultsAsTheyAre(KafkaException fault) {
        assertThat(RecoverableProducer.inTermsOfStreams(fault)).isSameAs(fault);
    }

    static Stream<KafkaException> recoverable() {
        return Stream.of(
                new InvalidTxnStateException("rolled back"),
                new KafkaException("Unhandled error in EndTxnResponse: an unexpected error"));
    }

    static Stream<KafkaException> others() {
        return Stream.of(
                new TimeoutException("no answer yet"),
                new TransactionalIdAuthorizationException("not allowed"),
                new KafkaException(
                        "in an error state",
                        new TransactionalIdAuthorizationException("not yours")),
                new ProducerFencedException("a newer producer"));
    }
}
