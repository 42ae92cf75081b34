package io.afluente.stream.classify;

import io.afluente.meter.Meters;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Signer;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.fetch.PatientFetcher;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.RecordBounds;
import io.afluente.stream.runtime.AnyTimestamp;
import io.afluente.stream.runtime.FollowModels;
import io.afluente.stream.runtime.KeptIdentity;
import io.afluente.stream.runtime.SamePartition;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Images in, predictions out, by the models that are live.
 *
 * @param topics names of the topics
 * @param lane which version answers, and where its answers go
 * @param model name of the network
 * @param traffic which model answers which image
 * @param polls which images came in together
 * @param codec reads image records
 * @param sliceImages most images in one forward pass
 * @param sliceBytes most bytes of records in one forward pass
 * @param topK how many of many labels are published; 0 for all
 * @param forwarded which headers of an image go on to its prediction
 * @param modelsFrom the offset on the topic of models from which on changes count one by one
 * @param signer says who may bring versions
 * @param backbones has those on the topic of models become files
 * @param tracing what is told of each image
 * @param meters what is measured
 */
public record ClassifyTopology(
        Topics topics,
        Lane lane,
        String model,
        TrafficSplit traffic,
        PollBatches polls,
        ImageCodec codec,
        int sliceImages,
        long sliceBytes,
        int topK,
        ForwardedHeaders forwarded,
        long modelsFrom,
        Signer signer,
        BackboneArrivals backbones,
        Tracing tracing,
        Meters meters)
        implements Supplier<Topology> {

    @Override
    public Topology get() {
        RecordBounds bounds = RecordBounds.of(topics.file(topics.images()));
        PublishedLabels published = new PublishedLabels(topK);
        ThreadClassifiers classifiers =
                new ThreadClassifiers(
                        () ->
                                new SliceClassifier(
                                        traffic,
                                        bounds,
                                        codec,
                                        references(bounds),
                                        published,
                                        forwarded,
                                        tracing,
                                        meters));
        EventHeaders events =
                new EventHeaders(topics.events(), lane.name(), EventHeaders.PREDICTION);
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                FollowModels.store(),
                topics.models(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("models-in"),
                () -> new FollowModels(modelsFrom, guard(), intoLive(), backbones::take));
        builder.addStateStore(KeptIdentity.builder());
        builder.stream(
                        topics.images(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new AnyTimestamp())
                                .withName("images-in"))
                .processValues(
                        () ->
                                new ClassifyPolls(
                                        topics.images(),
                                        polls,
                                        classifiers,
                                        sliceImages,
                                        sliceBytes,
                                        events,
                                        tracing,
                                        meters),
                        Named.as("classify"),
                        KeptIdentity.NAME)
                .to(
                        lane.predictions(),
                        Produced.with(
                                        Serdes.ByteArray(),
                                        new PredictionCodec(topics.formats(), topics.events()))
                                .withStreamPartitioner(new SamePartition())
                                .withName("predictions-out"));
        return builder.build();
    }

    private PointerGuard guard() {
        return new PointerGuard(new ModelKeys(model), signer, meters);
    }

    private SliceReferences references(RecordBounds bounds) {
        return new SliceReferences(
                new PatientFetcher(codec.fetcher(), polls.commits()::ofThisThread),
                codec,
                bounds,
                sliceBytes,
                meters);
    }

    private FollowModels.Listener intoLive() {
        ModelKeys keys = new ModelKeys(model);
        FollowTrafficSplit[] follower = new FollowTrafficSplit[1];
        return (records, key) -> {
            if (follower[0] == null) {
                follower[0] =
                        new FollowTrafficSplit(
                                keys, lane, traffic, signer, records, tracing, meters);
            }
            follower[0].changed();
        };
    }
}
