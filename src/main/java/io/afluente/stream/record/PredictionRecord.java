package io.afluente.stream.record;

import io.afluente.model.Answer;

/**
 * The value of a record on the topic of predictions.
 *
 * @param id of the image, or where it stands if it has none
 * @param prediction probabilities of all labels, or of the most probable ones
 * @param model the network's name
 * @param version of its parameters
 * @param source the image's record
 */
public record PredictionRecord(
        String id, Answer prediction, String model, String version, RecordPosition source) {}
