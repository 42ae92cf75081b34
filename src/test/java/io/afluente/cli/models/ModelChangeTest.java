package io.afluente.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.registry.Lineage;
import io.afluente.registry.Verdict;
import org.junit.jupiter.api.Test;

class ModelChangeTest {
    @Test
    void shouldSayWhereALineBegins() {
        assertThat(new ModelChange(lineage(null, null, 0, 0, null), null).lines())
                .containsExactly("begins the line, with seed 42");
    }

    @Test
    void shouldSayWhatWasLearnedSinceTheParentAndWhatItBrought() {
        Lineage before = lineage("000001-a", "labels", 1000, 0.9, null);
        Lineage lineage = lineage("000002-b", "labels", 2280, 0.9525, new Verdict(true, "better"));

        assertThat(new ModelChange(lineage, before).lines())
                .containsExactly(
                        "goes on from 000002-b",
                        "learned 1,280 examples, 2,280 in all: labels-0, 10 to 2,289",
                        "prequential accuracy 95.25 % (+5.25 points)",
                        "gate: better");
    }

    @Test
    void shouldDoWithoutAParentThatIsGone() {
        assertThat(new ModelChange(lineage("000002-b", "labels", 2280, 0.5, null), null).lines())
                .containsExactly(
                        "goes on from 000002-b",
                        "learned 2,280 examples in all: labels-0, 10 to 2,289",
                        "prequential accuracy 50.00 %");
    }

    private static Lineage lineage(
            String parent, String topic, long examples, double accuracy, Verdict verdict) {
        return new Lineage(
                parent,
                topic,
                0,
                10,
                10 + examples,
                examples,
                1,
                "s",
                42,
                "code",
                "runtime",
                accuracy,
                "hash",
                null,
                verdict,
                null,
                null,
                null,
                null);
    }
}
