package io.afluente.web.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.EngineChoice;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import org.junit.jupiter.api.Test;

class DirectWorkerTest {
    @Test
    void shouldTellAtOnceWhereNoClassifierCanBeHad() {
        try (DirectServer server =
                DirectServer.serving(TestNetworks.untrained(1, 1), new LendsNothing())) {
            var answer = server.infer(Requests.pixels("UINT8", 0, 1));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            assertThat(Protocol.checked("error", answer.body()).get("error").asText())
                    .isEqualTo("this process has failed, and ends");
        }
    }

    /** An engine with a bug: no thread gets a classifier. */
    private record LendsNothing() implements Engine {
        @Override
        public ServableNetwork prepare(SavedNetwork network) {
            return new ServableNetwork() {
                @Override
                public NetworkSpec spec() {
                    return network.spec();
                }

                @Override
                public Classifier classifier() {
                    throw new IllegalStateException("no memory for it");
                }

                @Override
                public EngineChoice engine() {
                    return EngineChoice.given("failing");
                }

                @Override
                public long nanosPerImage() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }
}
