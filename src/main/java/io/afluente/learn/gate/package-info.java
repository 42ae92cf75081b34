/**
 * Which version may serve: a challenger is judged against the champion on examples that neither has
 * learned.
 *
 * <p>{@link Gate} keeps who serves and who challenges, {@link HeldOutSet} the examples, {@link
 * GateRule} is the judgement itself (McNemar's test and a bound of non-inferiority).
 *
 * <p>Open {@link Gate} first: {@code Gate.judge} decides, {@link GateRule} is its arithmetic. Only
 * {@code learn} decides by it.
 */
package io.afluente.learn.gate;
