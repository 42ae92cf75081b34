package io.afluente.learn;

import io.afluente.learn.example.Example;
import io.afluente.learn.example.Tested;
import io.afluente.learn.gate.NetworkEvaluator;
import io.afluente.model.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is done with one mini-batch: all are tested, then those that are not held out are learned.
 */
record TestThenTrain(Trainer trainer) {
    /**
     * Tests and trains.
     *
     * @param rate what the learning rate is multiplied by
     * @return every example with its answer from before this step, in the order of the log
     */
    List<Tested> of(MiniBatch batch, double rate) {
        List<Tested> tested = new ArrayList<>(batch.size());
        NetworkEvaluator examiner = new NetworkEvaluator(trainer.model());
        add(tested, batch.heldOut(), examiner.answers(batch.heldOut()));
        if (!batch.toLearn().isEmpty()) {
            add(tested, batch.toLearn(), trainer.learn(batch.toLearn(), rate).answers());
        }
        tested.sort(Comparator.comparingLong(t -> t.example().offset()));
        return tested;
    }

    private static void add(List<Tested> tested, List<Example> examples, List<Prediction> answers) {
        for (int i = 0; i < examples.size(); i++) {
            tested.add(new Tested(examples.get(i), answers.get(i)));
        }
    }
}
