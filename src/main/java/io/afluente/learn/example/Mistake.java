package io.afluente.learn.example;

/**
 * An example that was answered wrongly.
 *
 * @param offset on the labelled stream
 * @param label that was true
 * @param answer that was given; -1 for none
 */
public record Mistake(long offset, int label, int answer) {
    public static Mistake of(Tested tested) {
        return new Mistake(tested.example().offset(), tested.label(), tested.answer());
    }
}
