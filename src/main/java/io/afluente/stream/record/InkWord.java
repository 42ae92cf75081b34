package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import io.afluente.image.Ink;
import java.util.Optional;

/** How records name what is written in a picture, and that it is writing at all. */
public final class InkWord {
    public static final String LIGHT_ON_DARK = "light-on-dark";
    public static final String DARK_ON_LIGHT = "dark-on-light";

    /** Either of them: the picture tells. */
    public static final String ANY = "auto";

    private InkWord() {}

    /**
     * How a sender says that writing is drawn; empty if the picture is to tell.
     *
     * @throws BadImageException if the word is none of them
     */
    static Optional<Ink> drawn(String word) {
        return switch (word) {
            case LIGHT_ON_DARK -> Optional.of(Ink.LIGHT_ON_DARK);
            case DARK_ON_LIGHT -> Optional.of(Ink.DARK_ON_LIGHT);
            case ANY -> Optional.empty();
            default ->
                    throw new BadImageException(
                            "ink: one of %s, %s, %s, not \"%s\""
                                    .formatted(
                                            LIGHT_ON_DARK,
                                            DARK_ON_LIGHT,
                                            ANY,
                                            ImageCodec.brief(word)));
        };
    }

    static String of(Ink drawn) {
        return drawn == Ink.DARK_ON_LIGHT ? DARK_ON_LIGHT : LIGHT_ON_DARK;
    }
}
