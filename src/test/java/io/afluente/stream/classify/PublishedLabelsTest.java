package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import org.junit.jupiter.api.Test;

class PublishedLabelsTest {
    private static final Prediction FEW = new Prediction(new float[100]);
    private static final Prediction MANY = new Prediction(new float[101]);

    @Test
    void shouldPublishAllProbabilitiesOfAFewLabels() {
        assertThat(new PublishedLabels(5).of(FEW)).isSameAs(FEW);
    }

    @Test
    void shouldPublishTheTopOfManyLabels() {
        Answer answer = new PublishedLabels(7).of(MANY);

        assertThat(answer).isEqualTo(TopLabels.of(MANY, 7));
    }

    @Test
    void shouldPublishAllOfManyLabelsOnRequest() {
        assertThat(new PublishedLabels(0).of(MANY)).isSameAs(MANY);
    }
}
