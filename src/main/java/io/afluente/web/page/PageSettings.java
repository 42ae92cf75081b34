package io.afluente.web.page;

import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.Signer;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.InkWord;
import io.afluente.stream.topic.Topics;
import java.util.Map;

/**
 * What the page is made from.
 *
 * @param client configuration of any Kafka client
 * @param topics names of the topics
 * @param network whose pictures and labels are shown
 * @param writing whether its pictures show writing: it is looked for, and can be drawn
 * @param codec reads image records
 * @param classifyGroup whose lag on images is shown
 * @param learnGroup whose lag on labeled-images is shown
 * @param signer of versions
 * @param engine computes what the serving version makes of a picture
 * @param backbones has those on the topic of models become files
 * @param token that lets somebody change things from another machine; empty lets nobody
 */
public record PageSettings(
        Map<String, Object> client,
        Topics topics,
        NetworkSpec network,
        boolean writing,
        ImageCodec codec,
        String classifyGroup,
        String learnGroup,
        Signer signer,
        Engine engine,
        BackboneArrivals backbones,
        String token) {
    public PageSettings {
        client = Map.copyOf(client);
    }

    /** What a picture that comes from the page is sent with; null for nothing. */
    String ink() {
        return writing ? InkWord.ANY : null;
    }

    /** Without the token, which belongs in no log. */
    @Override
    public String toString() {
        return "PageSettings[" + network.name() + ", " + topics.names() + "]";
    }
}
