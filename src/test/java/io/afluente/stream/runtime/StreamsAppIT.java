package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.meter.Meters;
import io.afluente.registry.PointerGuard;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How a running topology ends. */
@ExtendWith(BrokerExtension.class)
class StreamsAppIT {
    @TempDir private Path state;

    @Test
    void shouldFailWhenAnErrorEndsTheThreadThatFollowsModels(TestCluster cluster) {
        cluster.withTopics();
        try (StreamsApp app = app(cluster).start()) {
            app.running().orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(app.hasFailed()).isFalse();

            cluster.send(cluster.topics().models(), "any", "change");

            assertThatThrownBy(() -> app.stopped().orTimeout(60, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(StreamsFailedException.class);
            assertThat(app.hasFailed()).isTrue();
        }
    }

    private StreamsApp app(TestCluster cluster) {
        return new StreamsApp(
                "test",
                topology(cluster.topics()),
                Map.of(
                        "application.id",
                        cluster.topics().prefix() + "app",
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "state.dir",
                        state.toString()),
                Tracing.none(),
                Meters.none());
    }

    private static Topology topology(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topics.images(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
        builder.addGlobalStore(
                FollowModels.store(),
                topics.models(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()),
                () ->
                        new FollowModels(
                                0,
                                PointerGuard.none(),
                                (records, key) -> {
                                    throw new LinkageError("a class is damaged");
                                }));
        return builder.build();
    }
}
