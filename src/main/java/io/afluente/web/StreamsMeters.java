package io.afluente.web;

import io.afluente.stream.runtime.StreamsApp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;

/** The one place where Micrometer meets Kafka Streams. */
final class StreamsMeters {
    private StreamsMeters() {}

    /** Shows Kafka Streams' own figures until what is handed back is run. */
    static Runnable bind(StreamsApp app, MeterRegistry registry) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(app.streams());
        metrics.bindTo(registry);
        return metrics::close;
    }
}
