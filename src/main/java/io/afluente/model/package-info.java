/**
 * What answers and what learns, as the other rooms see it.
 *
 * <p>Four seams: a {@link Classifier} answers a batch, an {@link OnlineClassifier} learns from one,
 * an {@link Engine} prepares a network so that it can serve, and what it prepares is a {@link
 * ServableNetwork} that lends classifiers to threads. What a network is travels as a {@link
 * NetworkSpec} and a {@link SavedNetwork}. A network that can't be used is a {@link
 * BadNetworkException} in one line.
 *
 * <p>The way of an answer: {@code model.file} reads the network, {@code model.network} turns its
 * layers into a graph, {@code model.plan} compiles that, or {@code model.onnx} writes it for ONNX
 * Runtime, and {@code model.dl4j} runs it. Open {@link Classifier} first.
 *
 * <p>Imports {@code image} and {@code evaluate}. Of the outside world only this room knows DL4J,
 * ND4J and ONNX Runtime.
 */
package io.afluente.model;
