/**
 * Networks run by ND4J: by a compiled plan where all layers are known, else by stock DL4J.
 *
 * <p>{@link Networks} makes an online classifier of a saved network; {@link Plans} decides whether
 * a plan can be had; {@link PlanNetwork} learns by one, {@link StockNetwork} by DL4J itself. {@link
 * Nd4jEngine} prepares networks that only answer. {@link Rehearsal} tries a foreign network before
 * it acts.
 *
 * <p>Open {@link Networks} first, {@link PlanNetwork} next.
 */
package io.afluente.model.dl4j;
