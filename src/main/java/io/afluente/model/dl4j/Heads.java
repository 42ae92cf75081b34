package io.afluente.model.dl4j;

import io.afluente.model.file.NetworkConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks to put behind a backbone. */
public final class Heads {
    private static final double RATE = 0.001;

    private Heads() {}

    /**
     * One dense layer with softmax over an embedding, taught by Adam: logistic regression, which
     * learns from few examples.
     *
     * @return DL4J's JSON
     */
    public static String dense(int embedding, int labels) {
        return NetworkConfiguration.canonical(
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .weightInit(WeightInit.XAVIER)
                        .updater(new Adam(RATE))
                        .list()
                        .layer(
                                new OutputLayer.Builder(LossFunction.MCXENT)
                                        .name("output")
                                        .nIn(embedding)
                                        .nOut(labels)
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .build());
    }
}
