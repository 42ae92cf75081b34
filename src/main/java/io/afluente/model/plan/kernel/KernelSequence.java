package io.afluente.model.plan.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All kernels of a network, bound for one size of batch: forward in order, backward in reverse. */
public final class KernelSequence implements AutoCloseable {
    private final List<Kernel> answering = new ArrayList<>();
    private final List<Kernel> training = new ArrayList<>();
    private final Deque<List<Kernel>> backward = new ArrayDeque<>();
    private boolean trainsOtherwise;

    /** Runs whenever the network answers, in training or not. */
    public void forward(Kernel kernel) {
        answering.add(kernel);
        training.add(kernel);
    }

    /** Runs in the forward pass of a training step alone. */
    public void forwardInTraining(Kernel kernel) {
        training.add(kernel);
        trainsOtherwise = true;
    }

    /** Runs when the network answers, and not in a training step. */
    public void forwardInAnswering(Kernel kernel) {
        answering.add(kernel);
        trainsOtherwise = true;
    }

    /** One stage's way back, in the order given; later stages run before earlier ones. */
    public void backward(Kernel... kernels) {
        backward.addFirst(List.of(kernels));
    }

    /** Whether training answers differently. */
    public boolean trainsOtherwise() {
        return trainsOtherwise;
    }

    public void answer() {
        answering.forEach(Kernel::run);
    }

    public void train() {
        training.forEach(Kernel::run);
    }

    public void back() {
        backward.forEach(kernels -> kernels.forEach(Kernel::run));
    }

    @Override
    public void close() {
        // closing one that is in both twice does no harm
        answering.forEach(Kernel::close);
        training.forEach(Kernel::close);
        backward.forEach(kernels -> kernels.forEach(Kernel::close));
    }
}
