/**
 * Keys and signatures at the command line: makes a pair of keys, and says what on the topic of
 * models is signed.
 *
 * <p>Open {@link ModelsKeygen} first.
 */
package io.afluente.cli.models.signing;
