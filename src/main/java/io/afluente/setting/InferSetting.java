package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.web.infer.InferLimits;

/**
 * How images of HTTP requests are answered.
 *
 * @param direct by this process itself, not through Kafka
 * @param limits of requests
 */
public record InferSetting(boolean direct, InferLimits limits) {
    private static final String DIRECT = "direct";

    static void define(SettingList settings) {
        settings.group("Inference over HTTP");
        settings.text("infer", "kafka", oneOf("kafka", DIRECT))
                .means("How images of requests are answered: through Kafka, or by this process.");
        settings.whole("infer-images", 64, between(1, 4096)).means("Most images of a request.");
        settings.whole("infer-requests", 64, between(1, 4096)).means("Most requests at once.");
        settings.whole("infer-rate", 1_000, between(0, 1_000_000))
                .means("Most requests a second of one client, by its address; 0 is any number.");
    }

    public static InferSetting read(Settings settings) {
        return new InferSetting(
                settings.text("infer").equals(DIRECT),
                new InferLimits(
                        settings.whole("infer-images"),
                        settings.whole("infer-requests"),
                        settings.whole("infer-rate")));
    }
}
