package io.afluente.cli.option;

import io.afluente.model.file.ModelCard;
import java.util.List;
import java.util.function.Supplier;

/**
 * The labels that pictures can be given: those of the model's folder, and those that were added to
 * its line of versions. The line is asked, once, where the folder has not the one in question.
 */
public final class KnownLabels {
    private final Supplier<List<String>> added;
    private ModelCard card;
    private boolean asked;

    KnownLabels(ModelCard folder, Supplier<List<String>> added) {
        this.card = folder;
        this.added = added;
    }

    /**
     * The index of a label.
     *
     * @param text its name, or else its index in decimal
     * @throws io.afluente.model.BadNetworkException that lists the labels there are
     */
    public int index(String text) {
        if (!card.has(text)) {
            ask();
        }
        return card.label(text);
    }

    /** How many there are, to somebody who has this one. */
    public int number(int label) {
        if (label >= card.labels().size()) {
            ask();
        }
        return card.labels().size();
    }

    private void ask() {
        if (!asked) {
            asked = true;
            card = card.with(added.get());
        }
    }
}
