package io.afluente;

import io.afluente.image.decode.ImageLimits;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Signer;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.setting.ClassifySettings;
import io.afluente.setting.GroupNames;
import io.afluente.setting.LineSettings;
import io.afluente.setting.StreamsSettings;
import io.afluente.stream.classify.ForwardedHeaders;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.join.JoinLimits;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The service as one test runs it: both roles on a cluster of its own topics. */
public record TestService(TestCluster cluster, RoleSettings settings) {
    private static final int SLICE = 64;

    /** Mini-batches of 8, a checkpoint after every second. */
    public static TestService on(TestCluster cluster, Path folder) {
        return new TestService(
                cluster.withTopics(),
                new RoleSettings(
                        cluster.client(),
                        cluster.topics(),
                        TestNetworks.mnist(),
                        Optional.empty(),
                        folder.resolve("checkpoints"),
                        new StreamsSettings(
                                new GroupNames(cluster.topics().prefix() + "app", Map.of()),
                                folder.resolve("state"),
                                Optional.empty(),
                                100_000,
                                ImageLimits.DEFAULT_UNPACKED_BYTES,
                                FetchSettings.none()),
                        new ClassifySettings(
                                "nd4j",
                                "exactly_once_v2",
                                1,
                                SLICE,
                                1 << 20,
                                5,
                                ForwardedHeaders.usual(),
                                512,
                                100,
                                true),
                        new LineSettings(new LearnSettings(8, 2, 1, 1000, 0.01), 3, 100),
                        Signer.none(),
                        new JoinLimits(Duration.ofHours(1), 64 << 20),
                        Tracing.none()));
    }

    /** The same of another network, with its folder; of the process that has this one. */
    public TestService of(NetworkSpec network, Optional<Path> backbone, Path folder) {
        RoleSettings other =
                new RoleSettings(
                        settings.client(),
                        settings.topics(),
                        network,
                        backbone,
                        settings.checkpoints(),
                        settings.streams(),
                        settings.classify(),
                        settings.line(),
                        settings.signer(),
                        settings.join(),
                        settings.tracing());
        return new TestService(cluster, other.within(folder));
    }

    /** The same whose roles tell of their work. */
    TestService telling(Tracing tracing) {
        return new TestService(cluster, settings.telling(tracing));
    }

    /** The same that looks into larger records. */
    TestService lookingInto(int maxImageBytes) {
        StreamsSettings streams = settings.streams();
        return new TestService(
                cluster,
                new RoleSettings(
                        settings.client(),
                        settings.topics(),
                        settings.network(),
                        settings.backbone(),
                        settings.checkpoints(),
                        new StreamsSettings(
                                streams.groups(),
                                streams.state(),
                                streams.instanceId(),
                                maxImageBytes,
                                streams.maxUnpackedBytes(),
                                streams.fetch()),
                        settings.classify(),
                        settings.line(),
                        settings.signer(),
                        settings.join(),
                        settings.tracing()));
    }

    /** The same that fetches pictures which are elsewhere. */
    TestService fetching(FetchSettings fetch) {
        return new TestService(
                cluster,
                new RoleSettings(
                        settings.client(),
                        settings.topics(),
                        settings.network(),
                        settings.backbone(),
                        settings.checkpoints(),
                        settings.streams().fetching(fetch),
                        settings.classify(),
                        settings.line(),
                        settings.signer(),
                        settings.join(),
                        settings.tracing()));
    }

    /** A classifier that goes by a backbone where a version has one. */
    public ClassifyRole classifierBehind(Meters meters) {
        return new ClassifyRole(settings, settings.engine(), meters);
    }

    public LearnRole learner(Meters meters) {
        InitialVersion beginning = new InitialVersion(settings.network(), 1, Optional.empty());
        return new LearnRole(settings, beginning, meters);
    }

    public JoinRole joiner(Meters meters) {
        return new JoinRole(settings, meters);
    }

    public ClassifyRole classifier(Meters meters) {
        return new ClassifyRole(settings, new Nd4jEngine(SLICE), meters);
    }

    public ClassifyRole shadow(Meters meters) {
        return ClassifyRole.shadow(settings, new Nd4jEngine(SLICE), meters);
    }

    /** Sends synthetic pictures to be answered, with the ids {@code id-from} and on. */
    public void sendImages(int from, int to) {
        cluster.send(
                IntStream.range(from, to)
                        .mapToObj(i -> raw(cluster.topics().images(), i))
                        .toList());
    }

    /** Sends synthetic pictures to learn from. */
    public void sendLabeled(int from, int to) {
        cluster.send(
                IntStream.range(from, to)
                        .mapToObj(
                                i -> {
                                    var record = raw(cluster.topics().labeledImages(), i);
                                    HeaderNames.put(
                                            record.headers(),
                                            HeaderNames.LABEL,
                                            TestNetworks.picture(i).label());
                                    return record;
                                })
                        .toList());
    }

    /** Says a word to the learner. */
    public void sendControl(Control.Order order) {
        var record =
                new ProducerRecord<byte[], byte[]>(cluster.topics().labeledImages(), null, null);
        HeaderNames.put(record.headers(), HeaderNames.CONTROL, order.wireName());
        cluster.send(List.of(record));
    }

    /** All predictions, once there are so many. */
    public List<PredictionRecord> answers(int atLeast) {
        return cluster.read(cluster.topics().predictions(), atLeast).stream()
                .map(new PredictionCodec()::read)
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> raw(String topic, int number) {
        var record =
                new ProducerRecord<>(
                        topic,
                        ("id-" + number).getBytes(StandardCharsets.UTF_8),
                        TestNetworks.picture(number).image().pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        return record;
    }
}
