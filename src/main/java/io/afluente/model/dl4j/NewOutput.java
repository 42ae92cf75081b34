package io.afluente.model.dl4j;

import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.OutputRows.Block;
import io.afluente.model.dl4j.OutputRows.Gap;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.StockModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.updater.UpdaterBlock;

/**
 * What an output begins with that is added to a network: the mean of all others, weights and bias
 * alike. Its value before the softmax is then the mean of theirs, never above the highest of them:
 * the network goes on to answer what it has answered, and the new label gets little of it, however
 * large the values are that come in. A low bias would do so for pictures of one kind alone.
 */
public final class NewOutput {
    // of the bounds that PyTorch draws weights within
    private static final double SHARE = 0.1;

    private final NetworkSpec before;
    private final OutputRows rows;

    /**
     * @param before the network that the output is added to
     */
    public NewOutput(NetworkSpec before) {
        this.before = before;
        this.rows = OutputRows.of(before);
    }

    /** The parameters of the grown network that answers as the one before, bit for bit. */
    public float[] mean(float[] parameters) {
        float[] grown = new float[parameters.length + rows.each()];
        OutputRows.writeAround(rows.gaps(), parameters, grown);
        int shift = 0;
        for (Block block : rows.blocks()) {
            writeMean(
                    parameters, block, grown, block.from() + rows.labels() * block.each() + shift);
            shift += block.each();
        }
        return grown;
    }

    private void writeMean(float[] parameters, Block block, float[] grown, int at) {
        for (int i = 0; i < block.each(); i++) {
            double sum = 0;
            for (int label = 0; label < rows.labels(); label++) {
                sum += parameters[block.from() + label * block.each() + i];
            }
            grown[at + i] = (float) (sum / rows.labels());
        }
    }

    /**
     * The same with something of their own in the weights of the new output, drawn from the seed
     * and the label's number: outputs that are added together begin apart.
     */
    public float[] drawn(float[] parameters, long seed) {
        float[] grown = mean(parameters);
        Random random = new Random(StepSeed.of(seed, rows.labels()));
        int shift = 0;
        for (Block block : rows.blocks()) {
            int at = block.from() + rows.labels() * block.each() + shift;
            double bound = SHARE / Math.sqrt(block.each());
            for (int i = 0; i < block.each() && block.weights(); i++) {
                grown[at + i] += (float) (bound * (2 * random.nextDouble() - 1));
            }
            shift += block.each();
        }
        return grown;
    }

    /**
     * A network with its updater, grown: for the new output the updater is new.
     *
     * @param after the grown network
     */
    public SavedNetwork grown(SavedNetwork network, NetworkSpec after, long seed) {
        float[] parameters = drawn(network.parameters(), seed);
        SavedNetwork grown =
                new SavedNetwork(
                        after, parameters, new float[0], network.steps(), network.extras());
        if (network.updaterState().length == 0) {
            return grown;
        }
        float[] state = freshState(grown);
        OutputRows.writeAround(gapsInState(), network.updaterState(), state);
        return new SavedNetwork(after, parameters, state, network.steps(), network.extras());
    }

    private static float[] freshState(SavedNetwork network) {
        try (OnlineClassifier fresh = Networks.online(network, 1)) {
            return fresh.saved().updaterState();
        }
    }

    /** An updater keeps all first values of a block, then all second ones. */
    private List<Gap> gapsInState() {
        List<Gap> gaps = new ArrayList<>();
        StockModel model = StockModel.drawn(NetworkConfiguration.read(before.configuration()));
        for (UpdaterBlock block : model.updater().getUpdaterBlocks()) {
            int from = block.getParamOffsetStart();
            int size = block.getParamOffsetEnd() - from;
            for (int at = block.getUpdaterViewOffsetStart();
                    at < block.getUpdaterViewOffsetEnd();
                    at += size) {
                for (Gap gap : rows.gaps()) {
                    if (gap.at() > from && gap.at() <= from + size) {
                        gaps.add(new Gap(at + gap.at() - from, gap.size()));
                    }
                }
            }
        }
        return gaps;
    }
}
