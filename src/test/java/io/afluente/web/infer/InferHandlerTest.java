package io.afluente.web.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.web.Http;
import io.afluente.web.WebServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a request leaves behind where answering it fails. */
class InferHandlerTest {
    private static final byte[] BODY = Requests.pixels("UINT8", 0, 1);
    private static final InferLimits ONE_AT_ONCE = new InferLimits(16, 1, 0);

    @Test
    void shouldGiveAPlaceFreeWhateverGoesWrong() {
        assertThatPlacesAreFree(
                () -> {
                    throw new StackOverflowError("of a test");
                });
        assertThatPlacesAreFree(
                () -> CompletableFuture.failedFuture(new OutOfMemoryError("of a test")));
    }

    private static void assertThatPlacesAreFree(Supplier<CompletableFuture<List<Answered>>> fault) {
        try (WebServer server = InferServer.start(new Failing(fault), ONE_AT_ONCE, Meters.none())) {
            Http http = new Http(server.port());
            for (int i = 0; i < 3; i++) {
                assertThat(http.post("/v2/models/mnist/infer", BODY).statusCode()).isEqualTo(500);
            }
        }
    }

    private record Failing(Supplier<CompletableFuture<List<Answered>>> fault) implements Answerer {
        private static final Checkpoint SERVES = TestNetworks.untrained(1, 1);

        @Override
        public Optional<Served> served() {
            return Optional.of(new Served(SERVES.version().toString(), SERVES.network().spec()));
        }

        @Override
        public List<Metadata.Tensor> outputs(Served served) {
            return Metadata.outputs(served, true, false);
        }

        @Override
        public int mostImages(int allowed) {
            return allowed;
        }

        @Override
        public CompletableFuture<List<Answered>> answer(Question question) {
            return fault.get();
        }

        @Override
        public void check() {}

        @Override
        public void close() {}
    }
}
