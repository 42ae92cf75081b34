package io.afluente.stream.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.afluente.learn.MiniBatchScore;

/**
 * The value of a record on the topic of scores.
 *
 * @param model the network's name
 * @param topic the labelled stream
 * @param partition of the labelled stream
 * @param batch whose test it was
 */
public record ScoreRecord(
        String model, String topic, int partition, @JsonUnwrapped MiniBatchScore batch) {}
