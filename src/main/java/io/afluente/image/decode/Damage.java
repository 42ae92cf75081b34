package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Listens to a reader that goes on over damaged data with a mere warning: a confident answer to
 * pixels that were made up is worse than none.
 */
final class Damage implements IIOReadWarningListener {
    private Optional<String> first = Optional.empty();

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        // stray bytes between segments are common in cameras' files and cost no pixel
        if (first.isEmpty() && !warning.contains("extraneous bytes")) {
            first = Optional.of(warning);
        }
    }

    void check() {
        first.ifPresent(
                warning -> {
                    throw new BadImageException("picture: damaged: " + warning);
                });
    }
}
