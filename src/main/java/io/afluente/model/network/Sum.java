package io.afluente.model.network;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;

/** The sum of several values of one shape, as at the end of a residual block. */
public record Sum(Place place) implements NetworkLayer {
    static void read(ElementWiseVertex vertex, List<LayerChain.Flow> inputs, LayerChain chain)
            throws UnsupportedLayerException {
        chain.unless(
                vertex.getOp() == ElementWiseVertex.Op.Add,
                "element by element, " + vertex.getOp());
        LayerChain.Flow first = inputs.get(0);
        for (LayerChain.Flow other : inputs) {
            chain.unless(
                    other.grid().equals(first.grid())
                            && other.isPicture() == first.isPicture()
                            && Objects.equals(other.planes(), first.planes()),
                    "a sum of " + first.grid() + " and " + other.grid());
        }
        chain.feed(first);
        List<String> ids = inputs.stream().map(LayerChain.Flow::id).toList();
        chain.add(new Sum(chain.place("", ids, first.grid())));
    }

    @Override
    public void write(Writer writer) throws UnsupportedLayerException {
        writer.sum(this);
    }
}
