package io.afluente.web.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.FreePorts;
import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.topic.Topics;
import io.afluente.web.Http;
import io.afluente.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The way through Kafka while no broker answers. */
class LogAnswersTest {
    /** More than there are threads that answer HTTP. */
    private static final int REQUESTS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final InferLimits LIMITS = new InferLimits(16, 64, 0);

    @Test
    void shouldTellToComeBackAndLiveOnWhileNoBrokerAnswers() {
        try (LogAnswers answers = answers();
                WebServer server = InferServer.start(answers, LIMITS, Meters.none())) {
            answers.serve(TestNetworks.untrained(1, 1));
            Http http = new Http(server.port());
            byte[] body = Requests.pixels("UINT8", 0, 3);

            List<CompletableFuture<HttpResponse<String>>> refusals =
                    Stream.generate(() -> http)
                            .limit(REQUESTS)
                            .map(of -> of.postLater("/v2/models/mnist/infer", body))
                            .toList();

            assertThat(http.get("/v2/health/live").statusCode()).isEqualTo(200);
            assertThat(refusals).as("they wait").noneMatch(CompletableFuture::isDone);
            assertThat(refusals).allSatisfy(refusal -> assertThatItIsForNow(refusal.join()));
        }
    }

    private static void assertThatItIsForNow(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(Protocol.checked("error", answer.body()).get("error").asText())
                .isEqualTo("Kafka did not take it within 4 s");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    private static LogAnswers answers() {
        Topics topics = Topics.withPrefix("");
        Map<String, Object> nobody =
                Map.of("bootstrap.servers", "127.0.0.1:" + FreePorts.takeOne());
        return new LogAnswers(
                new Submissions(nobody, topics),
                new PredictionCodec(topics.formats()),
                0,
                LIMITS.requests(),
                PATIENCE);
    }
}
