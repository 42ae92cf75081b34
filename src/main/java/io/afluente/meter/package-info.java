/**
 * What rooms that are measured say of themselves: names of figures, without a metrics library.
 *
 * <p>Imports no other room; every room may import it.
 */
package io.afluente.meter;
