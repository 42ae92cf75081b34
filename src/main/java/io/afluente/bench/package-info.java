/**
 * How fast it is, on this machine: one process, one configuration, medians of repeated rounds, and
 * each figure beside what it is measured against.
 *
 * <p>{@link Bench} runs the rows of {@link Measurement} in order on a {@link BenchCluster}, and
 * {@link BenchReport} is what comes out. Open {@link Bench} first.
 */
package io.afluente.bench;
