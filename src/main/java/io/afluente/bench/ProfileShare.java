package io.afluente.bench;

/**
 * Where a part of the time went.
 *
 * @param of what it is a part: {@code process}, of all processor time, or {@code java}, of the
 *     samples in Java code
 * @param what took it: a kind of thread, or a package
 * @param share from 0 to 1
 */
public record ProfileShare(String of, String what, double share) {}
