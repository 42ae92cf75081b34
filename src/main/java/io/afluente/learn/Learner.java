package io.afluente.learn;

import io.afluente.evaluate.Prequential;
import io.afluente.evaluate.Resumable;
import io.afluente.learn.drift.DriftWatch;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.Events;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.learn.example.LogEntry;
import io.afluente.learn.example.Provenance;
import io.afluente.learn.example.Tested;
import io.afluente.learn.example.TestedBatch;
import io.afluente.learn.gate.Contender;
import io.afluente.learn.gate.Gate;
import io.afluente.learn.gate.NetworkEvaluator;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Verdict;
import io.afluente.registry.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Learns from a log of examples: test, score, train, and now and then a checkpoint.
 *
 * <p>A pure function of the checkpoint it starts from and the entries it takes: mini-batch k is the
 * k-th run of {@code batchSize} examples that are not held out, or of four times as many in all,
 * whenever and in however many pieces they arrive. Knows no Kafka and no clock. Belongs to one
 * thread.
 *
 * <p>Between mini-batches ({@link #atBoundary()}) its whole state can be saved; the examples of an
 * unfinished mini-batch are the caller's to keep and to give again.
 */
public final class Learner implements Resumable, AutoCloseable {
    private final LearnSettings settings;
    private final MiniBatch pending = new MiniBatch();
    private final Parts parts = new Parts();
    private final LearnerCounters counters;
    private final DriftWatch drift;
    private final Gate gate;
    private final Events events;
    private final Scorekeeper scorekeeper;
    private final CheckpointMaker checkpoints;
    private final TrainerSwitch trainerSwitch;
    private PublishedNames names = Checkpoint::version;
    private final RulesInForce rules;
    private final HeldOutKeys heldOutKeys;

    /** A learner that goes on from a checkpoint: of its own line, or of a network new to it. */
    public Learner(Checkpoint from, LearnSettings settings, Provenance provenance) {
        this.settings = settings;
        NetworkSpec network = from.network().spec();
        Trainers trainers = Trainers.of(from, settings);
        this.counters = parts.with("progress", new LearnerCounters(from.version()));
        Prequential prequential =
                parts.with(
                        "prequential",
                        new Prequential(
                                network.labels().size(), settings.window(), settings.fading()));
        this.drift = parts.with("drift", new DriftWatch(settings.drift()));
        this.gate =
                parts.with(
                        "gate",
                        new Gate(
                                settings.gate(),
                                ExampleForm.of(network),
                                settings.seed(),
                                new Contender(
                                        from.version().toString(), from.network().parameters())));
        this.events = parts.with("events", new Events());
        this.scorekeeper = new Scorekeeper(counters, prequential, drift, events);
        this.rules = parts.with("rules", new RulesInForce());
        this.heldOutKeys = parts.with("held-out keys", new HeldOutKeys(events));
        this.checkpoints = new CheckpointMaker(settings, provenance, counters, rules, prequential);
        this.trainerSwitch =
                new TrainerSwitch(
                        trainers,
                        new Trainer(from.network(), settings),
                        gate,
                        prequential,
                        counters,
                        events);
        if (!trainers.added().isEmpty()) {
            gate.grow(ExampleForm.of(network), trainers::canHave);
        }
        if (from.learnerState().length > 0) {
            trainers.takeUp(from, trainerSwitch.trainer(), parts);
            named(from.version());
            rules.renew(counters);
        }
    }

    /**
     * Refuses an entry that can't be taken. Nothing has changed then.
     *
     * @throws BadNetworkException if an order comes with a version that learning can't go on from,
     *     or with a label that can't be added
     */
    public void check(LogEntry entry) {
        if (entry instanceof Control control) {
            trainerSwitch.check(control);
        }
    }

    /** The names of what it tells apart, in the order of their numbers. */
    public List<String> labels() {
        return trainerSwitch.labels();
    }

    /** Takes the next entry of the log. */
    public EntryResult take(LogEntry entry) {
        EntryResult outcome = take(entry, LearningRules.CURRENT);
        renewRules();
        return outcome;
    }

    /**
     * Takes an entry that was taken before the learner was put away, by the rules that held then.
     */
    public EntryResult takeAgain(LogEntry entry) {
        return take(entry, rules.now());
    }

    private EntryResult take(LogEntry entry, LearningRules by) {
        counters.read(entry.offset());
        if (entry instanceof Control control) {
            return obey(control, by);
        }
        Example example = (Example) entry;
        pending.add(example, gate.holdsOut(example));
        return pending.closes(by, settings.batchSize())
                ? concluded(closeBatch(by), false)
                : EntryResult.NOTHING;
    }

    /** Whether it was put away by an older program, and has not come to a boundary since. */
    public boolean goesByOlderRules() {
        return rules.now() != LearningRules.CURRENT;
    }

    /** At a boundary: what follows is learned by this program's own rules. */
    public void renewRules() {
        if (atBoundary()) {
            rules.renew(counters);
        }
    }

    /**
     * Takes an entry that was taken before, in another life: a checkpoint that comes of it was
     * published then.
     *
     * @param published what it was called
     */
    public EntryResult takeAgain(LogEntry entry, PublishedNames published) {
        PublishedNames own = names;
        names = published;
        try {
            return takeAgain(entry);
        } finally {
            names = own;
        }
    }

    /** The first offset of the log that it has not taken. */
    public long nextOffset() {
        return counters.nextOffset();
    }

    /** The version put forward to serve. */
    public String candidate() {
        return gate.candidate().version();
    }

    /** The best version up to now. */
    public String champion() {
        return gate.champion().version();
    }

    /**
     * The candidate or the champion once more, for where its own bytes are lost: its parameters
     * under its number, as a version that is taken from it.
     */
    public Checkpoint copyOf(String version) {
        Contender known =
                gate.candidate().version().equals(version) ? gate.candidate() : gate.champion();
        return checkpoints.copy(known, trainerSwitch.trainers().networkOf(known.parameters()));
    }

    /** Whether no example waits for its mini-batch to fill. */
    public boolean atBoundary() {
        return pending.size() == 0;
    }

    /** Identifies everything that steers this learner. */
    public String settingsHash() {
        return trainerSwitch.trainers().settingsHash();
    }

    /**
     * Whether a state or a version that carries this hash is of these settings, as this program or
     * an earlier one hashed them.
     */
    public boolean covers(String settingsHash) {
        return trainerSwitch.trainers().identity().covers(settingsHash);
    }

    private EntryResult obey(Control control, LearningRules by) {
        Optional<TestedBatch> tested = closeBatch(by);
        if (trainerSwitch.adds(control)) {
            trainerSwitch.obey(control); // the checkpoint that is due by this order knows the label
            return concluded(tested, true);
        }
        EntryResult outcome = concluded(tested, control.order() == Control.Order.CHECKPOINT);
        trainerSwitch.obey(control);
        return outcome;
    }

    /** Tests and trains what is pending. */
    private Optional<TestedBatch> closeBatch(LearningRules by) {
        return atBoundary() ? Optional.empty() : Optional.of(testThenTrain(by));
    }

    /** Makes a checkpoint if one is due, and tells of what was tested. */
    private EntryResult concluded(Optional<TestedBatch> tested, boolean checkpointWanted) {
        Optional<Judged> due =
                isDue(checkpointWanted, tested.isPresent())
                        ? Optional.of(judge(trainerSwitch.trainer().served()))
                        : Optional.empty();
        Double accuracy = due.map(judged -> judged.verdict().accuracy()).orElse(null);
        return new EntryResult(
                tested.map(batch -> scorekeeper.score(batch, accuracy)), due.map(this::cut));
    }

    private TestedBatch testThenTrain(LearningRules by) {
        double rate = drift.rate(settings.practice().rate().at(counters.examples()));
        int heldOut = pending.heldOut().size();
        int learned = pending.toLearn().size();
        List<Tested> tested = new TestThenTrain(trainerSwitch.trainer()).of(pending, rate);
        gate.keep(pending.heldOut());
        pending.heldOut().forEach(heldOutKeys::count);
        pending.clear();
        int correct = scorekeeper.take(tested);
        counters.tested(tested.size(), by.leadsToCheckpoint(learned));
        drift.takeAction().ifPresent(trainerSwitch::act);
        return new TestedBatch(tested, heldOut, correct);
    }

    /** Whoever asks for a checkpoint of what came gets one, even if all of it is held out. */
    private boolean isDue(boolean checkpointWanted, boolean tested) {
        return counters.miniBatchesSinceCheckpoint() >= settings.checkpointEvery()
                || (checkpointWanted && (tested || counters.hasNews()));
    }

    private Judged judge(SavedNetwork served) {
        Verdict verdict =
                gate.judge(
                        served.parameters(),
                        new NetworkEvaluator(
                                trainerSwitch.trainer().model(), trainerSwitch.trainers()::fitted));
        long offset = counters.nextOffset() - 1;
        if (!verdict.passed()) {
            events.add(Event.Kind.HELD, offset, verdict.reason());
            gate.rollBack().ifPresent(about -> events.add(Event.Kind.ROLLED_BACK, offset, about));
        }
        return new Judged(served, verdict);
    }

    private CheckpointDecision cut(Judged judged) {
        byte[] state = LearnerState.write(trainerSwitch.trainer(), parts);
        Checkpoint checkpoint =
                checkpoints.make(
                        trainerSwitch.trainers(), judged.served(), state, judged.verdict());
        named(names.of(checkpoint));
        return new CheckpointDecision(
                checkpoint, gate.candidate().version(), gate.champion().version());
    }

    private void named(Version version) {
        counters.cut(version);
        rules.cut();
        gate.named(version.toString());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (!atBoundary()) {
            throw new IllegalStateException(
                    pending.size() + " examples are pending: only a boundary can be saved");
        }
        trainerSwitch.save(out);
        parts.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        trainerSwitch.load(in);
        parts.load(in);
        pending.clear();
    }

    @Override
    public void close() {
        trainerSwitch.close();
    }

    /** What is to become a checkpoint, with what the gate says of it. */
    private record Judged(SavedNetwork served, Verdict verdict) {}
}
