package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void shouldNameEveryEngineUnderEveryGuarantee() {
        assertThat(Measurement.names())
                .containsExactly(
                        "reference",
                        "stock",
                        "planOneCore",
                        "planAllCores",
                        "onnxOneCore",
                        "onnxAllCores",
                        "engines",
                        "trainStock",
                        "trainPlan",
                        "trainPractice",
                        "ceiling",
                        "naive",
                        "classifyNd4j",
                        "classifyOnnx",
                        "classifyNd4jAtLeastOnce",
                        "classifyOnnxAtLeastOnce",
                        "learn",
                        "latency",
                        "memory");
    }

    @Test
    void shouldSayWhatIsMeasured() {
        assertThat(Measurement.named("onnxAllCores").orElseThrow().about())
                .isEqualTo("ONNX Runtime, all cores");
        assertThat(Measurement.named("classifyOnnxAtLeastOnce").orElseThrow().about())
                .isEqualTo("classify, onnx, at-least-once");
    }
}
