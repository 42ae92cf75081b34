package io.afluente.stream.join;

import static io.afluente.trace.SeenSpans.number;
import static io.afluente.trace.SeenSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.SeenSpans;
import io.afluente.trace.TraceContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of labels: whose answer they are about, who gave them, and what came of them. */
class JoinSpansTest {
    private static final String IMAGES = "0af7651916cd43dd8448eb211c80319c";
    private static final String LABELS = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final TraceContext ANSWER = place(IMAGES, "b7ad6b7169203331", "01");
    private static final TraceContext LABEL = place(LABELS, "00f067aa0ba902b7", "01");

    private final SeenSpans spans = new SeenSpans();
    @TempDir private Path state;
    private JoinDriver join;

    @BeforeEach
    void start() {
        join = new JoinDriver(state, spans.tracing());
    }

    @AfterEach
    void stop() {
        join.close();
        spans.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipl", "ilp", "pil", "pli", "lip", "lpi"})
    void shouldJoinInTheTraceOfTheAnswerWithALinkToTheLabel(String order) {
        order.chars().forEach(what -> send((char) what));

        SpanData joined = spans.only("join");
        assertThat(joined.getTraceId()).isEqualTo(IMAGES);
        assertThat(joined.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(joined.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(joined.getLinks())
                .extracting(LinkData::getSpanContext)
                .singleElement()
                .matches(link -> link.getTraceId().equals(LABELS));
        TraceContext handedOn = RecordTrace.of(join.labeled().get(0).headers());
        assertThat(handedOn.parent()).startsWith("00-" + IMAGES + "-" + joined.getSpanId());
    }

    @Test
    void shouldRememberTheAnswersPlaceOverARestart() {
        send('i');
        send('p');
        join.restartAfter(Duration.ofSeconds(1));
        send('l');

        assertThat(spans.only("join").getTraceId()).isEqualTo(IMAGES);
    }

    @Test
    void shouldGoOnInTheTraceOfTheLabelWhereTheAnswerHasNone() {
        join.image("one", "pixels").answer("one", 0, 3).at(LABEL).label("one", 7, 0);

        assertThat(spans.only("join").getTraceId()).isEqualTo(LABELS);
        assertThat(spans.only("join").getLinks()).isEmpty();
    }

    @Test
    void shouldTellNothingOfAnswersThatAreNotSampled() {
        join.image("one", "pixels").at(place(IMAGES, "b7ad6b7169203331", "00"));
        join.answer("one", 0, 3).label("one", 7, 0);

        assertThat(spans.all()).isEmpty();
        assertThat(RecordTrace.of(join.labeled().get(0).headers()).parent())
                .startsWith("00-" + IMAGES)
                .endsWith("-00");
    }

    @Test
    void shouldTellOfEachLabelThatIsRead() {
        send('l');

        SpanData process = spans.only("process feedback");
        assertThat(process.getTraceId()).isEqualTo(LABELS);
        assertThat(number(process, "messaging.kafka.offset")).isZero();
        assertThat(text(process, "messaging.consumer.group.name")).isEqualTo("test");
    }

    @Test
    void shouldTellWhyALabelIsADeadLetter() {
        join.at(LABEL).feedback("one", "{\"label\":77}");
        send('i');
        send('p');
        join.at(LABEL).label("one", 7, 0).label("one", 8, 0);

        assertThat(spans.named("process feedback").get(0).getStatus())
                .isEqualTo(StatusData.create(StatusCode.ERROR, "label: from 0 to 9, not 77"));
        SpanData refused = spans.named("join").get(1);
        assertThat(refused.getTraceId()).isEqualTo(LABELS);
        assertThat(text(refused, "error.type")).isEqualTo("contradiction");
        assertThat(join.dead()).hasSize(2);
    }

    private void send(char what) {
        switch (what) {
            case 'i' -> join.at(TraceContext.NONE).image("one", "pixels");
            case 'p' -> join.at(ANSWER).answer("one", 0, 3);
            default -> join.at(LABEL).label("one", 7, 0);
        }
    }

    private static TraceContext place(String trace, String span, String flags) {
        return TraceContext.of("00-%s-%s-%s".formatted(trace, span, flags), null);
    }
}
