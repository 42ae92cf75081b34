package io.afluente.web.infer;

/**
 * What is taken, before any work is done for it.
 *
 * @param images of one request, at most
 * @param requests at once, at most
 * @param rate requests a second of one client, at most; 0 for any
 */
public record InferLimits(int images, int requests, int rate) {}
