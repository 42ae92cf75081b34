package io.afluente.stream.record;

import java.util.Optional;

/**
 * The value of a record on the topic of feedback.
 *
 * @param label that is right
 * @param source where the image lies, if it says so
 */
public record Feedback(int label, Optional<RecordPosition> source) {}
