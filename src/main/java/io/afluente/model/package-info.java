/**
 * What answers and what learns: networks by name, their checkpoint files, and the engines that run
 * them. Images come in, softmax predictions go out; labelled images come in, parameters change.
 *
 * <p>Imports {@code image} and {@code evaluate}. Of the outside world only this room knows DL4J,
 * ND4J and ONNX Runtime.
 */
package io.afluente.model;
