package io.afluente.model.plan.normalise;

import io.afluente.model.network.BatchNormalisation;
import io.afluente.model.network.ChannelNormalisation;
import io.afluente.model.network.Grid;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;

/**
 * Batch normalisation. A plan that learns has it answer by running statistics and train by those of
 * the mini-batch; one that only answers has it where it can't be folded into the layer before.
 */
public record Normalise(BatchNormalisation layer) implements Stage {
    @Override
    public Grid out() {
        return layer.place().out();
    }

    ChannelNormalisation normalisation() {
        return layer.normalisation();
    }

    @Override
    public boolean inPlace(boolean learning) {
        return !learning;
    }

    /** Always: even where factors are fixed, running statistics move. */
    @Override
    public boolean learns() {
        return true;
    }

    /** Statistics are of the whole mini-batch. */
    @Override
    public boolean needsWholeBatch() {
        return true;
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        if (!site.learning()) {
            pass.forward(new NormaliseChannels(this, site, null));
            return;
        }
        BatchStatistics ofBatch = new BatchStatistics(new Lanes(normalisation().channels()));
        pass.forwardInAnswering(new NormaliseChannels(this, site, null));
        pass.forwardInTraining(new NormaliseChannels(this, site, ofBatch));
        pass.backward(new NormaliseGradient(this, site, ofBatch));
    }
}
