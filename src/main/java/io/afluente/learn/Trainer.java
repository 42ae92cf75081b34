package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.example.Floats;
import io.afluente.learn.example.Reservoir;
import io.afluente.learn.example.SeededHash;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Step;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.NewOutput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is learned and how: the network, the memory of past examples that it practises again, and
 * the average of its parameters that serves.
 */
final class Trainer implements Resumable, AutoCloseable {
    private final TrainingSettings practice;
    private final int batchSize;
    private final ParameterAverage average;
    private final Reservoir memory;
    private final SeededHash draws;
    private final OnlineClassifier model;

    /** Begins with a network of which nothing but itself is known. */
    Trainer(SavedNetwork network, LearnSettings settings) {
        this.practice = settings.practice();
        this.batchSize = settings.batchSize();
        this.model = Networks.online(network, batchSize, practice.shards());
        this.average = new ParameterAverage(practice.averageDecay(), network.parameters());
        this.memory =
                new Reservoir(
                        practice.kept(),
                        ExampleForm.of(network.spec()),
                        new SeededHash(settings.seed(), "memory"));
        this.draws = new SeededHash(settings.seed(), "replay");
    }

    private Trainer(Trainer before, OnlineClassifier model) {
        this.practice = before.practice;
        this.batchSize = before.batchSize;
        this.average = before.average;
        this.memory = before.memory;
        this.draws = before.draws;
        this.model = model;
    }

    /**
     * Goes on with one label more; this one is closed then.
     *
     * @param output of the label
     * @param after the network with it
     */
    Trainer grown(NewOutput output, NetworkSpec after, long seed) {
        OnlineClassifier grown =
                Networks.online(
                        output.grown(model.saved(), after, seed), batchSize, practice.shards());
        model.close();
        average.grow(parameters -> output.drawn(parameters, seed));
        memory.grow(ExampleForm.of(after));
        return new Trainer(this, grown);
    }

    /** Trains on a new mini-batch, which is also tested by the parameters as they were before. */
    Step learn(List<Example> batch, double rateScale) {
        List<LabeledImage> images = batch.stream().map(Example::labeled).toList();
        Step step = model.learn(images, rateScale);
        for (int i = 1; i < practice.steps(); i++) {
            model.learn(images, rateScale);
        }
        for (int i = 0; i < practice.replays() && memory.size() > 0; i++) {
            model.learn(drawn(), rateScale);
        }
        average.add(model.parameters());
        batch.forEach(memory::offer);
        return step;
    }

    /** The network that learns, for answers. */
    OnlineClassifier model() {
        return model;
    }

    /** The network as it serves: averaged parameters, with the updater of those that learn. */
    SavedNetwork served() {
        SavedNetwork learning = model.saved();
        return new SavedNetwork(
                learning.spec(),
                average.values(),
                learning.updaterState(),
                learning.steps(),
                learning.extras());
    }

    /** The past is no longer practised. */
    void forget() {
        memory.clear();
    }

    /** The updater forgets its momentum. */
    void resetUpdater() {
        model.resetUpdater();
    }

    /** Goes on from these parameters, with a fresh updater and without a past. */
    void goOnFrom(float[] parameters) {
        model.setParameters(parameters);
        model.resetUpdater();
        average.restart(parameters);
        memory.clear();
    }

    /** Saves what {@link #served()} doesn't hold. */
    void saveBeside(DataOutput out) throws IOException {
        Floats.write(out, model.parameters());
        average.saveAge(out);
        memory.save(out);
    }

    /** Takes up what {@link #saveBeside} saved; begun with the network that was served then. */
    void loadBeside(DataInput in) throws IOException {
        float[] served = average.values();
        model.setParameters(Floats.read(in, served.length, "parameters"));
        average.load(served, in);
        memory.load(in);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        model.save(out);
        average.save(out);
        memory.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        model.load(in);
        average.load(in);
        memory.load(in);
    }

    @Override
    public void close() {
        model.close();
    }

    private List<LabeledImage> drawn() {
        long step = model.steps();
        return IntStream.range(0, batchSize)
                .mapToObj(i -> memory.get((int) draws.below(memory.size(), step, i)))
                .map(Example::labeled)
                .toList();
    }
}
