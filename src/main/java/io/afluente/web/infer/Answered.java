package io.afluente.web.infer;

import io.afluente.model.Answer;

/**
 * The answer to one picture.
 *
 * @param answer of the network
 * @param version that gave it
 * @param engine that computed it; null where nobody said
 * @param id of the picture's record; null where it became none
 */
record Answered(Answer answer, String version, String engine, String id) {}
