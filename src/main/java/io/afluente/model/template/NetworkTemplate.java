package io.afluente.model.template;

import io.afluente.image.EnumNames;
import io.afluente.image.InputShape;
import java.util.Map;

/** The networks that there are to begin with: another one is another constant. */
@SuppressWarnings("ImmutableEnumChecker")
public enum NetworkTemplate {
    /** Convolutions and poolings until little is left of the picture. */
    CNN(32) {
        @Override
        String configuration(InputShape input, int labels) {
            return SmallCnn.configuration(input, labels).toJson();
        }
    },
    /** Residual blocks with batch normalisation: more work, and better where there is variety. */
    RESNET(32) {
        @Override
        String configuration(InputShape input, int labels) {
            return SmallResNet.configuration(input, labels).toJson();
        }
    };

    private final int batchSize;

    NetworkTemplate(int batchSize) {
        this.batchSize = batchSize;
    }

    /** The network for pictures of this shape, as DL4J's JSON. */
    abstract String configuration(InputShape input, int labels);

    /** Settings that it learns well with, by name. */
    Map<String, String> training() {
        return Map.of("batch-size", String.valueOf(batchSize));
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
