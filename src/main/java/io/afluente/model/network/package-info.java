/**
 * A network as it is computed: DL4J's configuration read once, into layers with all sizes worked
 * out.
 *
 * <p>In comes a {@link NetworkDefinition}, a list of layers or a graph; {@link LayerReader} makes a
 * {@link LayerGraph} of it, or names the layer that it does not know. All about a kind of layer is
 * in {@link NetworkLayer}; whoever executes or exports networks is a {@link NetworkLayer.Writer}.
 * Imports only {@code image}.
 */
package io.afluente.model.network;
