package io.afluente.learn;

import io.afluente.evaluate.Prequential;
import io.afluente.learn.example.Provenance;
import io.afluente.learn.gate.Contender;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.ParametersHash;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Verdict;
import io.afluente.registry.Version;
import java.util.Map;

/** Makes checkpoints: the network that serves, where it comes from, and the learner's state. */
final class CheckpointMaker {
    private final LearnSettings settings;
    private final Provenance provenance;
    private final LearnerCounters progress;
    private final RulesInForce rules;
    private final Prequential prequential;

    CheckpointMaker(
            LearnSettings settings,
            Provenance provenance,
            LearnerCounters progress,
            RulesInForce rules,
            Prequential prequential) {
        this.settings = settings;
        this.provenance = provenance;
        this.progress = progress;
        this.rules = rules;
        this.prequential = prequential;
    }

    /**
     * Makes the checkpoint of this moment.
     *
     * @param line that it is of
     * @param network that serves
     * @param state all that the learner goes on from
     */
    Checkpoint make(Trainers line, SavedNetwork network, byte[] state, Verdict verdict) {
        return Checkpoint.seal(
                progress.nextSequence(), network, lineage(line, network, verdict), state);
    }

    /** Makes a version of nothing but the parameters of an earlier one, under its number. */
    Checkpoint copy(Contender of, NetworkSpec spec) {
        SavedNetwork network = new SavedNetwork(spec, of.parameters(), new float[0], 0, Map.of());
        Lineage lineage =
                Lineage.beginning(
                        of.version(),
                        network,
                        settings.seed(),
                        provenance.code(),
                        provenance.runtime());
        long sequence = Version.parse(of.version()).sequence();
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }

    private Lineage lineage(Trainers line, SavedNetwork network, Verdict verdict) {
        return new Lineage(
                progress.parent(),
                provenance.topic(),
                provenance.partition(),
                progress.fromOffset(),
                progress.nextOffset(),
                progress.examples(),
                network.steps(),
                line.settingsHash(),
                settings.seed(),
                provenance.code(),
                provenance.runtime(),
                prequential.score().accuracy(),
                ParametersHash.sha256(network.parameters()),
                progress.origin(),
                verdict,
                rules(line).number(),
                rules.since() == 0 ? null : rules.since(),
                line.added().isEmpty() ? null : line.added(),
                null);
    }

    private LearningRules rules(Trainers line) {
        boolean plain = line.added().isEmpty() || rules.lowest() != LearningRules.CURRENT;
        return plain ? rules.lowest() : LearningRules.ADDED_LABELS;
    }
}
