/**
 * Two versions side by side: what they answered, and what was right.
 *
 * <p>{@link ShadowComparison} compares a version in the shadow with the one that serves, on the
 * same images; {@link ChallengeComparison} compares two that share the traffic, on different ones.
 */
package io.afluente.stream.compare;
