package io.afluente.model.plan;

import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.stage.StageGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Which of as few vectors as possible each value and each gradient lies in: a plan that only
 * answers writes values over those that nobody reads any more; one that learns keeps all values,
 * and writes gradients over those that were handed on.
 *
 * <p>Slots of values and slots of gradients are numbered from 0, each on their own. In a chain of
 * stages two of them do.
 */
final class BufferLayout {
    static final int NONE = -1;

    /** The network's own input, which lies in no slot. */
    static final int INPUT = -2;

    private final StageGraph graph;
    private final boolean learning;
    private final int[] values;
    private final int[] gradients;
    private final int[][] inputGradients;
    private int valueSlots;
    private int gradientSlots;

    BufferLayout(StageGraph graph, boolean learning) {
        this.graph = graph;
        this.learning = learning;
        this.values = new int[graph.values()];
        this.gradients = new int[graph.values()];
        this.inputGradients = new int[graph.stages().size()][];
        placeValues();
        if (learning) {
            placeGradients();
        }
    }

    /** The slot of a value; {@link #INPUT} for what lies where the input does. */
    int value(int value) {
        return values[value];
    }

    /** The slot of the gradient by a value, or {@link #NONE}. */
    int gradient(int value) {
        return gradients[value];
    }

    /** Where a stage writes the gradient by one of its inputs, or {@link #NONE}. */
    int inputGradient(int stage, int input) {
        return inputGradients[stage][input];
    }

    /** Whether that is one part of the gradient of a value that other stages read too. */
    boolean isPart(int stage, int input) {
        int slot = inputGradients[stage][input];
        return slot != NONE && slot != gradients[graph.inputs().get(stage).get(input)];
    }

    int valueSlots() {
        return valueSlots;
    }

    int gradientSlots() {
        return gradientSlots;
    }

    private void placeValues() {
        Slots slots = new Slots();
        int[] lastReaders = graph.lastReaders();
        values[0] = INPUT;
        for (int i = 0; i < graph.stages().size(); i++) {
            List<Integer> inputs = graph.inputs().get(i);
            boolean inPlace = graph.stages().get(i).inPlace(learning);
            values[i + 1] = inPlace ? values[inputs.get(0)] : slots.take();
            if (!inPlace && !learning) {
                giveBack(slots, inputs, lastReaders, i);
            }
        }
        valueSlots = slots.count;
    }

    private void giveBack(Slots slots, List<Integer> inputs, int[] lastReaders, int stage) {
        for (int value : inputs.stream().distinct().toList()) {
            if (lastReaders[value] == stage && values[value] != INPUT) {
                slots.giveBack(values[value]);
            }
        }
    }

    private void placeGradients() {
        Slots slots = new Slots();
        boolean[] needed = graph.dependOnLearning();
        int result = graph.values() - 1;
        Arrays.fill(gradients, NONE);
        gradients[result] = slots.take();
        for (int i = graph.stages().size() - 1; i >= 0; i--) {
            inputGradients[i] = new int[graph.inputs().get(i).size()];
            Arrays.fill(inputGradients[i], NONE);
            if (gradients[i + 1] != NONE) {
                placeInputGradients(i, needed, slots);
            }
        }
        gradientSlots = slots.count;
    }

    private void placeInputGradients(int i, boolean[] needed, Slots slots) {
        Stage stage = graph.stages().get(i);
        List<Integer> inputs = graph.inputs().get(i);
        boolean handedOn = stage.inPlace(true) && needed[inputs.get(0)];
        for (int k = 0; k < inputs.size(); k++) {
            int value = inputs.get(k);
            if (needed[value]) {
                boolean shares = handedOn && k == 0;
                inputGradients[i][k] = shares ? gradients[i + 1] : slots.take();
                if (gradients[value] == NONE) {
                    gradients[value] = inputGradients[i][k];
                }
            }
        }
        for (int k = 0; k < inputs.size(); k++) {
            if (isPart(i, k)) {
                slots.giveBack(inputGradients[i][k]);
            }
        }
        if (!handedOn) {
            slots.giveBack(gradients[i + 1]);
        }
    }

    /** Hands out the slot that was given back last, or a new one. */
    private static final class Slots {
        private final Deque<Integer> free = new ArrayDeque<>();
        private int count;

        int take() {
            return free.isEmpty() ? count++ : free.pop();
        }

        void giveBack(int slot) {
            free.push(slot);
        }
    }
}
