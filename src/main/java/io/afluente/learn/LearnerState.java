package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.image.BadImageException;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The learner's own entry in a checkpoint: what its trainer knows beside the network that serves,
 * then all the parts.
 */
final class LearnerState {
    private LearnerState() {}

    static byte[] write(Trainer trainer, Parts parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(all);
            trainer.saveBeside(out);
            parts.save(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    /** Takes up what the trainer knew, and then the parts, if any are asked for. */
    static void read(Checkpoint from, Trainer trainer, Resumable... parts) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(from.learnerState()));
        try {
            trainer.loadBeside(in);
            for (Resumable part : parts) {
                part.load(in);
            }
        } catch (IOException | BadImageException e) {
            throw new BadNetworkException("the checkpoint's learner state: " + e.getMessage(), e);
        }
    }
}
