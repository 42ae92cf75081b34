package io.afluente.stream.join;

import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** Sends each record to the topic that it says. */
record ToItsTopic() implements TopicNameExtractor<byte[], Outgoing> {
    @Override
    public String extract(byte[] key, Outgoing out, RecordContext context) {
        return out.topic();
    }
}
