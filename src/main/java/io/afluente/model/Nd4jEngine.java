package io.afluente.model;

/**
 * Runs networks by ND4J's operations.
 *
 * <p>Networks of one kind differ in their parameters alone, so the classifiers of one version are
 * taken up again by the next: swapping versions allocates nothing.
 */
public final class Nd4jEngine implements Engine {
    private final Shelves shelves;

    /**
     * Makes an engine; one serves all threads.
     *
     * @param maxBatch how many images one call of a classifier takes at most
     */
    public Nd4jEngine(int maxBatch) {
        this.shelves = new Shelves(network -> Networks.serving(network, maxBatch));
    }

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        Nd4jServable servable = new Nd4jServable(network, shelves);
        try {
            return Rehearsal.judge(network.spec().name(), () -> warm(servable));
        } catch (BadNetwork e) {
            servable.close();
            throw e;
        }
    }

    private static ServableNetwork warm(Nd4jServable servable) {
        try (Classifier classifier = servable.classifier()) {
            servable.measured(WarmUp.answer(classifier, servable.spec()));
            return servable;
        }
    }
}
