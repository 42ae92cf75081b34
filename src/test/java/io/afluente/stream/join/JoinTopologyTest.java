package io.afluente.stream.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.RecordPosition;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A label meets its image and the answer it got, in any order; any other label is told why not. */
class JoinTopologyTest {
    @TempDir private Path state;
    private JoinDriver join;

    @BeforeEach
    void start() {
        join = new JoinDriver(state);
    }

    @AfterEach
    void stop() {
        join.close();
    }

    @Test
    void shouldJoinAnAnswerThatCameInAnEnvelope() {
        String answer = JoinDriver.answerJson("a", 0, 3);

        join.image("a", "A").enveloped("a", answer).label("a", 7);

        assertThat(HeaderNames.text(join.labeled().get(0).headers(), HeaderNames.PREDICTION))
                .isEqualTo(answer);
    }

    @Test
    void shouldSendOnTheImageWithItsLabelAndTheAnswerItGot() {
        join.image("one", "pixels").answer("one", 0, 3).label("one", 7, 0);

        TestRecord<byte[], byte[]> record = join.labeled().get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("one");
        assertThat(new String(record.value(), UTF_8)).isEqualTo("pixels");
        assertThat(HeaderNames.text(record.headers(), HeaderNames.LABEL)).isEqualTo("7");
        assertThat(HeaderNames.text(record.headers(), HeaderNames.CONTENT_TYPE))
                .isEqualTo("image/png");
        assertThat(HeaderNames.text(record.headers(), HeaderNames.PREDICTION))
                .isEqualTo(JoinDriver.answerJson("one", 0, 3));
        assertThat(join.reasons()).isEmpty();
    }

    @Test
    void shouldHandOnHowWritingIsToBeRead() {
        join.darkImage("one", "pixels").answer("one", 0, 3).label("one", 7, 0);

        TestRecord<byte[], byte[]> record = join.labeled().get(0);
        assertThat(HeaderNames.text(record.headers(), HeaderNames.INK)).isEqualTo("dark-on-light");
        assertThat(record.headers().lastHeader(HeaderNames.CONTENT_TYPE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipl", "ilp", "pil", "pli", "lip", "lpi"})
    void shouldJoinInWhateverOrderTheyCome(String order) {
        for (int i = 0; i < order.length(); i++) {
            char next = order.charAt(i);
            assertThat(join.labeled()).as("before " + next).isEmpty();
            switch (next) {
                case 'i' -> join.image("one", "pixels");
                case 'p' -> join.answer("one", 0, 3);
                default -> join.label("one", 7, 0);
            }
        }

        assertThat(join.labeled()).hasSize(1);
        assertThat(join.reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipl", "ilp", "lip"})
    void shouldFindTheImageOfALabelThatNamesNoPosition(String order) {
        for (int i = 0; i < order.length(); i++) {
            char next = order.charAt(i);
            switch (next) {
                case 'i' -> join.image("one", "pixels");
                case 'p' -> join.answer("one", 0, 3);
                default -> join.label("one", 7);
            }
        }

        assertThat(join.labeled()).hasSize(1);
    }

    @Test
    void shouldGiveALabelThatNamesNoPlaceToTheLatestImageOfItsId() {
        join.image("one", "first").answer("one", 0, 3);
        join.image("one", "second").answer("one", 1, 3);

        join.label("one", 7);

        assertThat(join.labeledValues()).containsExactly("second");
    }

    @Test
    void shouldFindAnImageWithoutAKeyByWhereItLies() {
        join.image(null, "pixels").answer("images-0-0", 0, 3).label("images-0-0", 7);

        TestRecord<byte[], byte[]> record = join.labeled().get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("images-0-0");
    }

    @Test
    void shouldRefuseALabelSaidTwiceAndOneThatContradicts() {
        join.image("one", "pixels").label("one", 7, 0);

        join.label("one", 7, 0).label("one", 8).answer("one", 0, 3).label("one", 9, 0);

        assertThat(join.labeled()).hasSize(1);
        assertThat(join.reasons())
                .containsExactly(
                        "duplicate: feedback-0-0 has said 7 before",
                        "contradiction: feedback-0-0 has said 7 before",
                        "contradiction: feedback-0-0 has said 7 before");
        assertThat(join.count("labels.unused")).isEqualTo(3);
    }

    @Test
    void shouldCompareLabelsThatWaitForAnImageOfTheirId() {
        join.label("one", 7).label("one", 7).label("one", 8);
        join.image("one", "pixels").answer("one", 0, 3);

        assertThat(join.labeledValues()).containsExactly("pixels");
        assertThat(join.reasons())
                .containsExactly(
                        "duplicate: feedback-0-0 has said 7 before",
                        "contradiction: feedback-0-0 has said 7 before");
    }

    @Test
    void shouldSayThatALabelIsLate() {
        join.image("one", "pixels").answer("one", 0, 3);
        join.run(JoinDriver.RETENTION);

        join.label("one", 7, 0);

        assertThat(join.labeled()).isEmpty();
        assertThat(join.reasons()).containsExactly("late: images-0-0 is no longer kept");
    }

    @Test
    void shouldSayThatAPlaceHoldsNoSuchImage() {
        join.image("one", "pixels");

        join.label("other", 7, 0);

        assertThat(join.reasons()).containsExactly("unknown: images-0-0 is no image \"other\"");
    }

    @Test
    void shouldNotJoinAnImageWithALabelOfAnotherId() {
        join.label("cat", 3, 0).image("dog", "pixels of a dog").answer("dog", 0, 3);

        assertThat(join.labeled()).isEmpty();
        assertThat(join.reasons()).containsExactly("unknown: images-0-0 is no image \"cat\"");

        join.label("dog", 7, 0);

        TestRecord<byte[], byte[]> record = join.labeled().get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("dog");
        assertThat(HeaderNames.text(record.headers(), HeaderNames.LABEL)).isEqualTo("7");
    }

    @Test
    void shouldKeepAnAnswerWhoseImageIsYetToComeFromALabelOfAnotherId() {
        join.label("cat", 3, 0).answer("dog", 0, 5).image("dog", "pixels").label("dog", 7, 0);

        assertThat(join.labeledValues()).containsExactly("pixels");
        assertThat(join.reasons()).containsExactly("unknown: images-0-0 is no image \"cat\"");
    }

    @Test
    void shouldAgeAnImageThatTookThePlaceOfAnotherOnce() {
        join.label("cat", 3, 0).image("dog", "pixels").answer("dog", 0, 3).label("dog", 7);

        join.run(JoinDriver.RETENTION.multipliedBy(2));

        assertThat(join.labeled()).hasSize(1);
        assertThat(join.kept()).isZero();
    }

    @Test
    void shouldPassOverAnAnswerOfAnotherIdThanTheImage() {
        join.image("dog", "pixels").answer("cat", 0, 5).label("dog", 7, 0);
        assertThat(join.labeled()).isEmpty();

        join.answer("dog", 0, 3);

        assertThat(HeaderNames.text(join.labeled().get(0).headers(), HeaderNames.PREDICTION))
                .isEqualTo(JoinDriver.answerJson("dog", 0, 3));
    }

    @Test
    void shouldGiveUpOnAnImageThatNeverComes() {
        join.label("one", 7).label("two", 7, 5);
        join.run(JoinDriver.RETENTION.minus(JoinFeedback.TICK));
        assertThat(join.reasons()).isEmpty();

        join.run(JoinFeedback.TICK);

        assertThat(join.reasons())
                .containsExactly(
                        "unknown: no image of this id came within the retention",
                        "unknown: images-0-5 did not come within the retention");
    }

    @Test
    void shouldGiveUpOnAnImageThatIsNeverAnswered() {
        join.image("one", "pixels").label("one", 7, 0);

        join.run(JoinDriver.RETENTION);

        assertThat(join.reasons())
                .containsExactly("unanswered: images-0-0 got no prediction within the retention");
    }

    @Test
    void shouldNotAgeByTheClocksOfProducers() {
        join.image("one", "pixels", 0).answer("one", 0, 3);
        join.image("future", "pixels", Long.MAX_VALUE / 2);
        join.image("past", "pixels", 0).answer("past", 2, 3);

        join.label("one", 7, 0).label("past", 7, 2);

        assertThat(join.labeled()).hasSize(2);
    }

    @Test
    void shouldNotCountTheTimeInWhichItWasDown() {
        join.image("one", "pixels").answer("one", 0, 3);

        join.restartAfter(JoinDriver.RETENTION.multipliedBy(10)).label("one", 7, 0);

        assertThat(join.labeledValues()).containsExactly("pixels");
    }

    @Test
    void shouldDropTheOldestWhereThereIsTooMuch() {
        String large = "x".repeat((int) JoinDriver.BYTES / 3);
        join.image("one", large).answer("one", 0, 3).label("two", 7);
        join.image("three", large).answer("three", 1, 3);
        join.image("four", large).answer("four", 2, 3);

        join.label("one", 7, 0).label("four", 7, 2);

        assertThat(join.labeled()).hasSize(1);
        assertThat(join.reasons()).containsExactly("late: images-0-0 is no longer kept");
        assertThat(join.kept()).isLessThanOrEqualTo(JoinDriver.BYTES);
    }

    @Test
    void shouldKeepNothingForEver() {
        join.image("one", "pixels").answer("one", 0, 3).label("one", 7, 0);
        join.image("two", "pixels").label("three", 7).label("four", 7, 9).answer("five", 7, 3);
        join.label("six", 7).image("six", "pixels").answer("six", 2, 3);

        join.run(JoinDriver.RETENTION);

        assertThat(join.kept()).isZero();
        assertThat(join.keys()).as("the numbers, and three offsets of partitions").isEqualTo(4);
    }

    @Test
    void shouldTellLabelsThatAreNone() {
        join.feedback("one", "{\"label\": 10}")
                .feedback("one", "{\"label\": \"seven\"}")
                .feedback("one", "{\"label\": 1099511627776}")
                .feedback("one", "{\"label\": 7, \"label\": 3}")
                .feedback("one", "7")
                .feedback("one", "{\"label\": NaN}")
                .feedback("one", "{}")
                .feedback("one", "{\"label\": 7} 8")
                .feedback(null, "{\"label\": 7}")
                .feedback(
                        "one",
                        "{\"label\":7,\"source\":{\"topic\":\"x\",\"partition\":0,\"offset\":1}}")
                .feedback("one", "{\"label\":7,\"source\":{\"topic\":\"images\",\"offset\":-1}}");

        assertThat(join.reasons())
                .satisfiesExactly(
                        r -> assertThat(r).isEqualTo("label: from 0 to 9, not 10"),
                        r ->
                                assertThat(r)
                                        .isEqualTo("label: must be a whole number, got \"seven\""),
                        r ->
                                assertThat(r)
                                        .isEqualTo("label: there is none of number 1099511627776"),
                        r -> assertThat(r).isEqualTo("label: said twice, and differently"),
                        r ->
                                assertThat(r)
                                        .isEqualTo(
                                                "value: must be a JSON object, as in {\"label\":"
                                                        + " 7}, got 7"),
                        r -> assertThat(r).startsWith("value: broken JSON: NaN is no JSON"),
                        r -> assertThat(r).startsWith("label: missing"),
                        r -> assertThat(r).isEqualTo("value: something follows the JSON object"),
                        r -> assertThat(r).startsWith("key: missing"),
                        r -> assertThat(r).startsWith("source: images lie on images"),
                        r -> assertThat(r).startsWith("source: needs a topic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\": \"7\"}",
                "{\"label\": 7.0, \"source\": null}",
                "\ufeff{\"label\": 7, \"label\": 7}",
                "{\"label\": 7, \"source\": {\"topic\": \"images\", \"partition\": \"0\","
                        + " \"offset\": \"0\"}}"
            })
    void shouldReadALabelAsOtherProgramsWriteIt(String feedback) {
        join.image("one", "pixels").answer("one", 0, 3).feedback("one", feedback);

        assertThat(join.labeled())
                .extracting(joined -> HeaderNames.text(joined.headers(), HeaderNames.LABEL))
                .containsExactly("7");
    }

    @Test
    void shouldGiveTheDeadLetterItsOwnBytesAndPosition() {
        join.label("one", 7).label("one", 8);

        TestRecord<byte[], byte[]> dead = join.dead().get(0);
        assertThat(new String(dead.key(), UTF_8)).isEqualTo("one");
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("{\"label\":8}");
        assertThat(HeaderNames.text(dead.headers(), "mine")).isEqualTo("kept");
        assertThat(JoinDriver.positionOf(dead)).isEqualTo(new RecordPosition("feedback", 0, 1));
    }

    @Test
    void shouldPassOverWhatIsNoPrediction() {
        join.image("one", "pixels").prediction("one", "{}").label("one", 7, 0);
        assertThat(join.labeled()).isEmpty();

        join.answer("one", 0, 3);

        assertThat(join.labeled()).hasSize(1);
        assertThat(join.count("predictions.unreadable")).isEqualTo(1);
    }

    @Test
    void shouldNotKeepImagesThatAreTooLargeToBeAnswered() {
        join.image("one", "x".repeat(JoinDriver.MAX_BYTES + 1)).label("one", 7, 0);

        assertThat(join.reasons()).isEqualTo(List.of("unknown: images-0-0 is no image \"one\""));
        assertThat(join.kept()).isZero();
    }
}
