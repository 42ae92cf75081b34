package io.afluente.web.infer;

import io.afluente.web.infer.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the server and its model say of themselves, as the protocol has it. */
final class Metadata {
    private static final long ANY = -1;

    /** The server's. */
    record Server(String name, String version, List<String> extensions) {}

    /** A tensor's; any number of pictures is −1. */
    record Tensor(String name, String datatype, List<Long> shape) {}

    /** The model's. */
    record Model(
            String name,
            List<String> versions,
            String platform,
            List<Tensor> inputs,
            List<Tensor> outputs) {}

    private Metadata() {}

    static Server server() {
        String version = Metadata.class.getPackage().getImplementationVersion();
        return new Server(
                "afluente",
                version == null ? "not packaged" : version,
                List.of("binary_tensor_data"));
    }

    static Model model(Served served, List<Tensor> outputs) {
        List<Long> picture =
                Stream.concat(Stream.of(ANY), Tensors.shape(served.spec()).stream()).toList();
        return new Model(
                served.spec().name(),
                List.of(served.version()),
                "deeplearning4j",
                List.of(new Tensor(Tensors.IMAGES, Tensors.UINT8, picture)),
                outputs);
    }

    /**
     * The outputs of a model.
     *
     * @param allLabels whether answers have the probability of every label
     * @param onTheLog whether pictures become records
     */
    static List<Tensor> outputs(Served served, boolean allLabels, boolean onTheLog) {
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(new Tensor(Tensors.LABEL, Tensors.INT64, List.of(ANY)));
        outputs.add(new Tensor(Tensors.LABEL_NAME, Tensors.BYTES, List.of(ANY)));
        outputs.add(new Tensor(Tensors.CONFIDENCE, Tensors.FP32, List.of(ANY)));
        if (allLabels) {
            List<Long> all = List.of(ANY, (long) served.spec().labels().size());
            outputs.add(new Tensor(Tensors.PROBABILITIES, Tensors.FP32, all));
        } else {
            outputs.add(new Tensor(Tensors.TOP_LABEL, Tensors.INT64, List.of(ANY, ANY)));
            outputs.add(new Tensor(Tensors.TOP_PROBABILITY, Tensors.FP32, List.of(ANY, ANY)));
        }
        if (onTheLog) {
            outputs.add(new Tensor(Tensors.ID, Tensors.BYTES, List.of(ANY)));
        }
        return outputs;
    }
}
