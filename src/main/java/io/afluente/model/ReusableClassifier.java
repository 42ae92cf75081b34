package io.afluente.model;

/** A classifier that goes on with the parameters of another version of its network. */
interface ReusableClassifier extends Classifier {
    /** Replaces the parameters, in DL4J's order. */
    void setParameters(float[] parameters);
}
