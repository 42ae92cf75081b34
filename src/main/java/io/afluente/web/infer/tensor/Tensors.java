package io.afluente.web.infer.tensor;

import io.afluente.image.InputShape;
import io.afluente.model.BackboneSpec;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import java.util.List;

/** The names of tensors, and the shape of pictures that a network takes. */
public final class Tensors {
    /** The one input. */
    public static final String IMAGES = "images";

    public static final String LABEL = "label";
    public static final String LABEL_NAME = "label_name";
    public static final String CONFIDENCE = "confidence";

    /** Of every label; of a model with many, on the way through Kafka, the most probable ones. */
    public static final String PROBABILITIES = "probabilities";

    public static final String TOP_LABEL = "top_label";
    public static final String TOP_PROBABILITY = "top_probability";

    /** Which record of the log each picture became. */
    public static final String ID = "id";

    public static final String UINT8 = "UINT8";
    public static final String FP32 = "FP32";
    public static final String INT64 = "INT64";
    public static final String BYTES = "BYTES";

    private Tensors() {}

    public static Layout layout(NetworkSpec spec) {
        return spec.backbone().map(BackboneSpec::layout).orElse(Layout.CHANNELS_LAST);
    }

    /** The shape of one picture as a tensor, without the number of pictures. */
    public static List<Long> shape(NetworkSpec spec) {
        InputShape of = spec.pictures().shape();
        long height = of.height();
        long width = of.width();
        long channels = of.channels();
        return layout(spec) == Layout.CHANNELS_FIRST
                ? List.of(channels, height, width)
                : List.of(height, width, channels);
    }
}
