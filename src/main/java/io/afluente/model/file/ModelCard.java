package io.afluente.model.file;

import io.afluente.image.PictureForm;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What whoever sends pictures to a network has to know of it.
 *
 * @param pictures how pictures are brought to it
 * @param labels the name of each output, in order
 * @param lightOnDark whether its pictures show writing that is lighter than what it stands on
 */
public record ModelCard(PictureForm pictures, List<String> labels, boolean lightOnDark) {
    static final String LIGHT_ON_DARK = "light-on-dark";

    public ModelCard {
        labels = List.copyOf(labels);
    }

    /** Of a network whose pictures are taken as they are. */
    public static ModelCard of(NetworkSpec network) {
        return new ModelCard(network.pictures(), network.labels(), false);
    }

    /** The same with more labels after its own. */
    public ModelCard with(List<String> more) {
        List<String> all = new ArrayList<>(labels);
        all.addAll(more);
        return new ModelCard(pictures, all, lightOnDark);
    }

    /** Whether a label is called so, or has this index in decimal. */
    public boolean has(String text) {
        return labels.contains(text)
                || (text.matches("\\d{1,6}") && Integer.parseInt(text) < labels.size());
    }

    /**
     * The index of a label.
     *
     * @param text its name, or else its index in decimal
     * @throws BadNetworkException that lists the labels there are
     */
    public int label(String text) {
        if (!has(text)) {
            throw new BadNetworkException(
                    "\"%s\" is no label; labels are %s".formatted(text, String.join(", ", labels)));
        }
        return labels.contains(text) ? labels.indexOf(text) : Integer.parseInt(text);
    }
}
