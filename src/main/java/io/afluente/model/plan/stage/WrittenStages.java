package io.afluente.model.plan.stage;

import java.util.List;

/**
 * A network as stages, and how to lay its parameters out for them.
 *
 * @param foldings of normalisations into the layers before them; none where stages learn
 * @param classWeights what an example of each class counts in the loss; empty where all count alike
 */
public record WrittenStages(
        StageGraph graph, ParameterOrder order, List<Folding> foldings, List<Float> classWeights) {
    public WrittenStages {
        foldings = List.copyOf(foldings);
        classWeights = List.copyOf(classWeights);
    }

    /** A copy of DL4J's parameters as the stages take them. */
    public float[] toPlan(float[] parameters) {
        float[] laidOut = order.toPlan(parameters);
        foldings.forEach(folding -> folding.apply(laidOut));
        return laidOut;
    }
}
