package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import io.afluente.model.Layout;
import java.util.List;
import java.util.stream.Collectors;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.ValueInfoProto;

/**
 * Where pictures go into a graph.
 *
 * @param name of the input
 * @param layout in which order values lie there
 * @param channels 1 or 3
 * @param height in pixels; 0 where the graph takes any
 * @param width in pixels; 0 where the graph takes any
 */
public record PictureInput(String name, Layout layout, int channels, int height, int width) {
    /**
     * Reads it from a graph.
     *
     * @throws BadNetworkException if the graph takes something else than pictures
     */
    public static PictureInput of(OnnxGraph graph) {
        List<ValueInfoProto> inputs = graph.inputs();
        if (inputs.size() != 1) {
            throw new BadNetworkException(
                    "one input that takes pictures is needed; the graph has "
                            + inputs.stream()
                                    .map(ValueInfoProto::getName)
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        String name = inputs.get(0).getName();
        List<Integer> sizes =
                inputs.get(0).getType().getTensorType().getShape().getDimList().stream()
                        .map(PictureInput::size)
                        .toList();
        if (sizes.size() == 4 && isChannels(sizes.get(1))) {
            return new PictureInput(
                    name, Layout.CHANNELS_FIRST, sizes.get(1), sizes.get(2), sizes.get(3));
        }
        if (sizes.size() == 4 && isChannels(sizes.get(3))) {
            return new PictureInput(
                    name, Layout.CHANNELS_LAST, sizes.get(3), sizes.get(1), sizes.get(2));
        }
        throw new BadNetworkException(
                "the input \"%s\" takes %s, which is no picture of 1 or 3 channels"
                        .formatted(name, inWords(sizes)));
    }

    private static List<String> inWords(List<Integer> sizes) {
        return sizes.stream().map(size -> size == 0 ? "any" : size.toString()).toList();
    }

    private static int size(Dimension dimension) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, dimension.getDimValue()));
    }

    private static boolean isChannels(int size) {
        return size == 1 || size == 3;
    }
}
