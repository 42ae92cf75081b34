/**
 * How good it is while it runs: prequential scores, confusion counts, calibration, significance
 * tests, and drift detectors that eat booleans. Labels and probabilities come in, numbers go out.
 *
 * <p>Imports no other room and nothing of the outside world.
 */
package io.afluente.evaluate;
