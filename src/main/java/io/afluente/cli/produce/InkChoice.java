package io.afluente.cli.produce;

import io.afluente.image.BadImage;
import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageLimits;
import io.afluente.image.Ink;
import io.afluente.image.InputShape;
import java.util.Locale;

/** How senders want writing on pictures to be read. */
public enum InkChoice {
    /** Tell dark on light from light on dark by each picture's border. */
    AUTO,
    /** All pictures are dark on light. */
    DARK_ON_LIGHT,
    /** Nothing is turned into its negative. */
    AS_IS;

    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final InputShape ENOUGH = new InputShape(64, 64, 1);

    /**
     * Whether a file's picture is to be turned into its negative. A file that is no picture is not:
     * whoever classifies says what is wrong with it.
     */
    public boolean turns(byte[] file) {
        return switch (this) {
            case AUTO -> isDarkOnLight(file);
            case DARK_ON_LIGHT -> true;
            case AS_IS -> false;
        };
    }

    private static boolean isDarkOnLight(byte[] file) {
        try {
            return Ink.isDarkOnLight(DECODER.decode(file, ENOUGH));
        } catch (BadImage leftToTheClassifier) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
