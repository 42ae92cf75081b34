package io.afluente.web.infer;

import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import java.util.List;

/** The names of tensors, and the shape of pictures that a network takes. */
final class Tensors {
    /** The one input. */
    static final String IMAGES = "images";

    static final String LABEL = "label";
    static final String LABEL_NAME = "label_name";
    static final String CONFIDENCE = "confidence";

    /** Of every label; of a model with many, on the way through Kafka, the most probable ones. */
    static final String PROBABILITIES = "probabilities";

    static final String TOP_LABEL = "top_label";
    static final String TOP_PROBABILITY = "top_probability";

    /** Which record of the log each picture became. */
    static final String ID = "id";

    static final String UINT8 = "UINT8";
    static final String FP32 = "FP32";
    static final String INT64 = "INT64";
    static final String BYTES = "BYTES";

    private Tensors() {}

    static Layout layout(NetworkSpec spec) {
        return spec.backbone().map(BackboneSpec::layout).orElse(Layout.CHANNELS_LAST);
    }

    /** The shape of one picture as a tensor, without the number of pictures. */
    static List<Long> shape(NetworkSpec spec) {
        InputShape of = spec.pictures().shape();
        long height = of.height();
        long width = of.width();
        long channels = of.channels();
        return layout(spec) == Layout.CHANNELS_FIRST
                ? List.of(channels, height, width)
                : List.of(height, width, channels);
    }
}
