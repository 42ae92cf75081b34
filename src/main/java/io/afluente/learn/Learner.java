package io.afluente.learn;

import io.afluente.evaluate.Prequential;
import io.afluente.evaluate.Resumable;
import io.afluente.image.LabeledImage;
import io.afluente.model.BadNetwork;
import io.afluente.model.Networks;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.ParametersHash;
import io.afluente.model.SavedNetwork;
import io.afluente.model.Step;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Sha256;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns from a log of examples: test, score, train, and now and then a checkpoint.
 *
 * <p>A pure function of the checkpoint it starts from and the entries it takes: mini-batch k is the
 * k-th run of {@code batchSize} examples, whenever and in however many pieces they arrive. Knows no
 * Kafka and no clock. Belongs to one thread.
 *
 * <p>Between mini-batches ({@link #atBoundary()}) its whole state can be saved; the examples of an
 * unfinished mini-batch are the caller's to keep and to give again.
 */
public final class Learner implements Resumable, AutoCloseable {
    private final LearnSettings settings;
    private final Provenance provenance;
    private final OnlineClassifier model;
    private final String settingsHash;
    private final Parts parts = new Parts();
    private final Progress progress;
    private final Prequential prequential;
    private final List<Example> pending = new ArrayList<>();

    /** A learner that goes on from a checkpoint: of its own line, or of a network new to it. */
    public Learner(Checkpoint from, LearnSettings settings, Provenance provenance) {
        SavedNetwork network = from.network();
        this.settings = settings;
        this.provenance = provenance;
        this.model = Networks.online(network, settings.batchSize());
        this.settingsHash = hashOf(settings, network);
        this.progress = parts.with("progress", new Progress(from.version()));
        this.prequential =
                parts.with(
                        "prequential",
                        new Prequential(
                                network.spec().labels().size(),
                                settings.window(),
                                settings.fading()));
        if (from.learnerState().length > 0) {
            load(from.learnerState());
            progress.cut(from.version());
        }
    }

    /** Takes the next entry of the log. */
    public Outcome take(LogEntry entry) {
        progress.read(entry.offset());
        if (entry instanceof Example example) {
            pending.add(example);
            return pending.size() < settings.batchSize() ? Outcome.NOTHING : learn(false);
        }
        return learn(((Control) entry).order() == Control.Order.CHECKPOINT);
    }

    /** Whether no example waits for its mini-batch to fill. */
    public boolean atBoundary() {
        return pending.isEmpty();
    }

    /** Identifies everything that steers this learner; a state saved under another is not ours. */
    public String settingsHash() {
        return settingsHash;
    }

    private Outcome learn(boolean checkpointWanted) {
        Optional<MiniBatchScore> score =
                pending.isEmpty() ? Optional.empty() : Optional.of(testThenTrain());
        boolean due = progress.miniBatchesSinceCut() >= settings.checkpointEvery();
        boolean cut = due || (checkpointWanted && progress.miniBatchesSinceCut() > 0);
        return new Outcome(score, cut ? Optional.of(checkpoint()) : Optional.empty());
    }

    private MiniBatchScore testThenTrain() {
        List<LabeledImage> batch = pending.stream().map(Example::labeled).toList();
        Step step = model.learn(batch, 1);
        int correct = 0;
        for (int i = 0; i < batch.size(); i++) {
            prequential.update(batch.get(i).label(), step.answers().get(i).probabilities());
            correct += step.answers().get(i).label() == batch.get(i).label() ? 1 : 0;
        }
        progress.trained(batch.size());
        MiniBatchScore score =
                new MiniBatchScore(
                        progress.miniBatches(),
                        pending.get(0).offset(),
                        pending.get(pending.size() - 1).offset(),
                        batch.size(),
                        correct,
                        step.loss(),
                        prequential.score());
        pending.clear();
        return score;
    }

    private Checkpoint checkpoint() {
        SavedNetwork network = model.saved();
        Lineage lineage =
                new Lineage(
                        progress.parent(),
                        provenance.topic(),
                        provenance.partition(),
                        progress.fromOffset(),
                        progress.nextOffset(),
                        progress.examples(),
                        progress.miniBatches(),
                        settingsHash,
                        settings.seed(),
                        provenance.code(),
                        provenance.runtime(),
                        prequential.score().accuracy(),
                        ParametersHash.sha256(network.parameters()));
        Checkpoint checkpoint =
                Checkpoint.seal(progress.nextSequence(), network, lineage, stateBesideTheModel());
        progress.cut(checkpoint.version());
        return checkpoint;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (!atBoundary()) {
            throw new IllegalStateException(
                    pending.size() + " examples are pending: only a boundary can be saved");
        }
        model.save(out);
        parts.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        model.load(in);
        parts.load(in);
        pending.clear();
    }

    @Override
    public void close() {
        model.close();
    }

    private byte[] stateBesideTheModel() {
        try {
            return Parts.bytesOf(parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(byte[] stateBesideTheModel) {
        try {
            parts.load(new DataInputStream(new ByteArrayInputStream(stateBesideTheModel)));
        } catch (IOException e) {
            throw new BadNetwork("the checkpoint's learner state: " + e.getMessage(), e);
        }
    }

    private static String hashOf(LearnSettings settings, SavedNetwork network) {
        String all = settings + "\n" + network.spec();
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
