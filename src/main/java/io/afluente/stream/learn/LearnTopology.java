package io.afluente.stream.learn;

import io.afluente.learn.Learner;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Signer;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.record.ScoreCodec;
import io.afluente.stream.runtime.AnyTimestamp;
import io.afluente.stream.runtime.FollowModels;
import io.afluente.stream.runtime.KeptIdentity;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Labelled images in, scores and checkpoints out.
 *
 * @param topics names of the topics
 * @param model name of the network
 * @param line of versions that is learned
 * @param learners makes a learner from a version
 * @param log that is learned from
 * @param reader reads records of the labelled stream
 * @param keep how many checkpoints stay on the topic of models
 * @param signer signs them
 * @param files told of every change on the topic of models
 * @param tracing what is told of examples, mini-batches and checkpoints
 * @param meters what is measured
 */
public record LearnTopology(
        Topics topics,
        String model,
        Line line,
        Function<Checkpoint, Learner> learners,
        LabeledLog log,
        LogEntryReader reader,
        int keep,
        Signer signer,
        CheckpointFiles files,
        Tracing tracing,
        Meters meters)
        implements Supplier<Topology> {
    private static final String SOURCE = "labeled-images-in";
    private static final String LEARN = "learn";

    @Override
    public Topology get() {
        Topology topology = new Topology();
        topology.addGlobalStore(
                FollowModels.store(),
                "models-in",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.models(),
                "follow-models",
                () -> new FollowModels(0, guard(), files));
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new AnyTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.labeledImages());
        EventHeaders events = new EventHeaders(topics.events(), "learn", EventHeaders.SCORE);
        topology.addProcessor(
                LEARN,
                () ->
                        new LearnFromLabels(
                                model, line, learners, log, reader, keep, signer, files, events,
                                tracing, meters),
                SOURCE);
        topology.addStateStore(store(), LEARN);
        topology.addStateStore(KeptIdentity.builder(), LEARN);
        topology.addSink(
                LearnFromLabels.SCORES,
                topics.scores(),
                new ByteArraySerializer(),
                new ScoreCodec(topics.formats(), topics.events()),
                LEARN);
        topology.addSink(
                LearnFromLabels.MODELS,
                topics.models(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                LEARN);
        topology.addSink(
                LearnFromLabels.STATES,
                topics.learnerStates(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                LEARN);
        // last, so that the learner's task keeps the number that it had before there was this topic
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(FollowLearnerStates.STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "learner-states-in",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.learnerStates(),
                "follow-learner-states",
                () -> new FollowLearnerStates(files));
        return topology;
    }

    private PointerGuard guard() {
        return new PointerGuard(new ModelKeys(model), signer, meters);
    }

    /**
     * In memory, because a restart reads it back from its changelog whole; cached, so that one
     * commit writes each key once.
     */
    private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(LearnerStore.NAME),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(
                        Map.of(
                                // the same few keys, written again at each commit: compact early
                                TopicConfig.SEGMENT_BYTES_CONFIG, "16777216",
                                TopicConfig.SEGMENT_MS_CONFIG, "60000",
                                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
                                // a standby may be away for a week and miss no deletion
                                TopicConfig.DELETE_RETENTION_MS_CONFIG, "604800000"));
    }
}
