package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.image.Image;
import io.afluente.image.Ink;

/** What a record may say of how its picture is drawn; networks take light on dark. */
public final class InkWord {
    public static final String LIGHT_ON_DARK = "light-on-dark";
    public static final String DARK_ON_LIGHT = "dark-on-light";

    /** Either of them: the picture's border tells. */
    public static final String ANY = "auto";

    private InkWord() {}

    /**
     * The picture as networks take it.
     *
     * @param word null says light on dark
     */
    static Image lightOnDark(Image image, String word) {
        return switch (word == null ? LIGHT_ON_DARK : word) {
            case LIGHT_ON_DARK -> image;
            case DARK_ON_LIGHT -> Ink.negative(image);
            case ANY -> Ink.lightOnDark(image);
            default ->
                    throw new BadImage(
                            "ink: one of %s, %s, %s, not \"%s\""
                                    .formatted(
                                            LIGHT_ON_DARK,
                                            DARK_ON_LIGHT,
                                            ANY,
                                            ImageCodec.brief(word)));
        };
    }
}
