package io.afluente.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void shouldNameEveryEngineUnderEveryGuarantee() {
        assertThat(Row.names())
                .containsExactly(
                        "reference",
                        "stock",
                        "planOneCore",
                        "planAllCores",
                        "onnxOneCore",
                        "onnxAllCores",
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
        assertThat(Row.named("onnxAllCores").orElseThrow().about())
                .isEqualTo("ONNX Runtime, all cores");
        assertThat(Row.named("classifyOnnxAtLeastOnce").orElseThrow().about())
                .isEqualTo("classify, onnx, at-least-once");
    }
}
