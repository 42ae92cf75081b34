/**
 * What is watched beside learning, and what follows when it changes.
 *
 * <p>{@link DriftWatch} hands each answer to the detectors of {@code evaluate}, {@link DriftAction}
 * says what is done about an alarm, and {@link Events} tells of it in the next score.
 *
 * <p>Open {@link DriftWatch} first.
 */
package io.afluente.learn.drift;
