package io.afluente.learn;

import io.afluente.evaluate.Score;

/**
 * What the test of one mini-batch showed, before the network was trained on it.
 *
 * @param miniBatch its number, from 1
 * @param fromOffset of its first example
 * @param toOffset of its last example
 * @param examples in it
 * @param correct of them answered rightly
 * @param loss mean cross-entropy of it, in nats
 * @param score of all that was learned so far, this mini-batch included
 */
public record MiniBatchScore(
        long miniBatch,
        long fromOffset,
        long toOffset,
        int examples,
        int correct,
        double loss,
        Score score) {}
