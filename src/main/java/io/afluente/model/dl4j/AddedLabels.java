package io.afluente.model.dl4j;

import io.afluente.model.BadNetworkException;
import io.afluente.model.HostMemory;
import io.afluente.model.LabelName;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkShapes;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Networks of the same kind with more labels, or fewer, at the end of their list. */
public final class AddedLabels {
    private AddedLabels() {}

    /**
     * The same network with one label more: its last layer that has outputs gets one more.
     *
     * @throws BadNetworkException if nothing can be called so, it has such a label, or its outputs
     *     are not of a kind that more can be added to
     */
    public static NetworkSpec with(NetworkSpec network, String label) {
        if (network.labels().contains(LabelName.of(label))) {
            throw new BadNetworkException("label: \"" + label + "\" is there already");
        }
        List<String> labels = new ArrayList<>(network.labels());
        labels.add(label);
        return of(network, labels);
    }

    /** The same network with these labels after its own. */
    public static NetworkSpec with(NetworkSpec network, List<String> more) {
        NetworkSpec grown = network;
        for (String label : more) {
            grown = with(grown, label);
        }
        return grown;
    }

    /**
     * A network without the labels that were added since it was another; as it is where its labels
     * do not begin with the other's.
     */
    public static NetworkSpec like(NetworkSpec begun, NetworkSpec grown) {
        return grown.beginsLike(begun) ? first(grown, begun.labels().size()) : grown;
    }

    /** The same network with so many of its labels, from the first on. */
    public static NetworkSpec first(NetworkSpec network, int labels) {
        return labels == network.labels().size()
                ? network
                : of(network, network.labels().subList(0, labels));
    }

    /**
     * How many labels a network of this kind has that has so many parameters; -1 if none of it has
     * that many.
     *
     * @param network with as many labels or more
     */
    public static int of(NetworkSpec network, int parameters) {
        OutputRows rows = OutputRows.of(network);
        long missing = NetworkConfiguration.read(network.configuration()).parameters() - parameters;
        return missing < 0 || missing % rows.each() != 0
                ? -1
                : Math.toIntExact(rows.labels() - missing / rows.each());
    }

    private static NetworkSpec of(NetworkSpec network, List<String> labels) {
        NetworkDefinition definition = NetworkConfiguration.read(network.configuration());
        OutputRows.layer(definition).setNOut(labels.size());
        weigh(definition.last(), labels.size());
        NetworkSpec spec =
                new NetworkSpec(
                        network.name(),
                        network.input(),
                        labels,
                        network.normalisation(),
                        NetworkConfiguration.canonical(definition),
                        network.backbone());
        NetworkShapes.check(spec);
        return spec;
    }

    /** Where the loss weighs labels, one more weighs as much as an example does without weights. */
    private static void weigh(Node last, int labels) {
        if (StockLabels.loss(last) instanceof LossMCXENT weighed && weighed.getWeights() != null) {
            INDArray before = weighed.getWeights();
            float[] known = HostMemory.read(before.dup());
            float[] weights = new float[labels];
            Arrays.fill(weights, 1);
            System.arraycopy(known, 0, weights, 0, Math.min(known.length, labels));
            weighed.setWeights(Nd4j.createFromArray(weights).reshape(1, labels));
        }
    }
}
