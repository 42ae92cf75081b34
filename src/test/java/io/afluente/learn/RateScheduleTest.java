package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.learn.RateSchedule.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0, 1",
        "CONSTANT, 100000, 1",
        "LINEAR, 0, 1",
        "LINEAR, 250, 0.75",
        "LINEAR, 1000, 0",
        "LINEAR, 5000, 0",
        "COSINE, 0, 1",
        "COSINE, 500, 0.5",
        "COSINE, 250, 0.853553",
        "COSINE, 2000, 0",
        "INVERSE_ROOT, 0, 1",
        "INVERSE_ROOT, 1000, 0.707107",
        "INVERSE_ROOT, 8000, 0.333333"
    })
    void shouldFallAsItsShapeSays(Shape shape, long seen, double factor) {
        assertThat(new RateSchedule(shape, 1000, 0).at(seen)).isCloseTo(factor, within(1e-6));
    }

    @Test
    void shouldRiseFirst() {
        RateSchedule schedule = new RateSchedule(Shape.CONSTANT, 1, 100);

        assertThat(schedule.at(0)).isEqualTo(0.01);
        assertThat(schedule.at(49)).isEqualTo(0.5);
        assertThat(schedule.at(100)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAFallOverNothing() {
        assertThatThrownBy(() -> new RateSchedule(Shape.LINEAR, 0, 0))
                .hasMessageContaining("1 or more examples");
    }
}
