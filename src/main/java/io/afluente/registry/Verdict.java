package io.afluente.registry;

/**
 * Whether a checkpoint was put forward to serve when it was made, and why or why not.
 *
 * @param passed whether it became the candidate
 * @param reason in words
 */
public record Verdict(boolean passed, String reason) {}
