package io.afluente.learn;

import io.afluente.evaluate.Prequential;
import io.afluente.model.ParametersHash;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Verdict;

/** Makes checkpoints: the network that serves, where it comes from, and the learner's state. */
final class CheckpointMaker {
    private final LearnSettings settings;
    private final String settingsHash;
    private final Provenance provenance;
    private final Progress progress;
    private final Prequential prequential;

    CheckpointMaker(
            LearnSettings settings,
            String settingsHash,
            Provenance provenance,
            Progress progress,
            Prequential prequential) {
        this.settings = settings;
        this.settingsHash = settingsHash;
        this.provenance = provenance;
        this.progress = progress;
        this.prequential = prequential;
    }

    /**
     * Makes the checkpoint of this moment.
     *
     * @param network that serves
     * @param state all that the learner goes on from
     */
    Checkpoint make(SavedNetwork network, byte[] state, Verdict verdict) {
        return Checkpoint.seal(progress.nextSequence(), network, lineage(network, verdict), state);
    }

    private Lineage lineage(SavedNetwork network, Verdict verdict) {
        return new Lineage(
                progress.parent(),
                provenance.topic(),
                provenance.partition(),
                progress.fromOffset(),
                progress.nextOffset(),
                progress.examples(),
                network.steps(),
                settingsHash,
                settings.seed(),
                provenance.code(),
                provenance.runtime(),
                prequential.score().accuracy(),
                ParametersHash.sha256(network.parameters()),
                progress.origin(),
                verdict);
    }
}
