package io.afluente.web.infer;

import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.Signer;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What question and answer over HTTP is made from.
 *
 * @param client configuration of any Kafka client
 * @param topics names of the topics
 * @param network the local idea of the network
 * @param codec reads pictures, within the limits
 * @param signer says who may bring versions
 * @param backbones has those on the topic of models become files
 * @param limits of requests
 * @param token that lets other machines ask; empty lets none
 * @param folder for what of the topic of models is too large for the heap
 * @param topK how many of many labels predictions on the log have; 0 for all
 * @param direct answers in this process; empty for the way through Kafka
 * @param meters what is measured of requests
 */
public record InferParts(
        Map<String, Object> client,
        Topics topics,
        NetworkSpec network,
        ImageCodec codec,
        Signer signer,
        BackboneArrivals backbones,
        InferLimits limits,
        String token,
        Path folder,
        int topK,
        Optional<Direct> direct,
        Meters meters) {
    /**
     * How this process answers by itself.
     *
     * @param engine that runs the network
     * @param threads that answer
     * @param sliceImages about as many pictures are answered in one go
     * @param meters what is measured of the model
     */
    public record Direct(Engine engine, int threads, int sliceImages, Meters meters) {}

    public InferParts {
        client = Map.copyOf(client);
    }

    /** Without the token, which belongs in no log. */
    @Override
    public String toString() {
        return "InferParts[" + network.name() + ", " + limits + "]";
    }
}
