package io.afluente.model.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All kernels of a network, bound for one size of batch: forward in order, backward in reverse. */
final class KernelSequence implements AutoCloseable {
    private final List<Kernel> answering = new ArrayList<>();
    private final List<Kernel> training = new ArrayList<>();
    private final Deque<List<Kernel>> backward = new ArrayDeque<>();

    /** Runs whenever the network answers, in training or not. */
    void forward(Kernel kernel) {
        answering.add(kernel);
        training.add(kernel);
    }

    /** Runs in the forward pass of a training step alone. */
    void forwardInTraining(Kernel kernel) {
        training.add(kernel);
    }

    /** One stage's way back, in the order given; later stages run before earlier ones. */
    void backward(Kernel... kernels) {
        backward.addFirst(List.of(kernels));
    }

    /** Whether training answers differently. */
    boolean isRandom() {
        return training.size() > answering.size();
    }

    void answer() {
        answering.forEach(Kernel::run);
    }

    void train() {
        training.forEach(Kernel::run);
    }

    void back() {
        backward.forEach(kernels -> kernels.forEach(Kernel::run));
    }

    @Override
    public void close() {
        training.forEach(Kernel::close);
        backward.forEach(kernels -> kernels.forEach(Kernel::close));
    }
}
