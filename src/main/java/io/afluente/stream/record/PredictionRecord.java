package io.afluente.stream.record;

import io.afluente.model.Prediction;

/**
 * The value of a record on the topic of predictions.
 *
 * @param id of the image, or where it stands if it has none
 * @param prediction softmax probabilities
 * @param model the network's name
 * @param version of its parameters
 * @param source the image's record
 */
public record PredictionRecord(
        String id, Prediction prediction, String model, String version, RecordPosition source) {}
