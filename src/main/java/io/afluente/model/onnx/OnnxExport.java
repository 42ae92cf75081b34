package io.afluente.model.onnx;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.ModelJson;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.file.NetworkShapes;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A network as an ONNX model for the rest of the world: unsigned 8-bit {@code pixels} of [images,
 * height, width, channels] in, {@code probabilities} of [images, labels] out. Normalisation is part
 * of the model, and {@code model.json} goes with it as metadata.
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * The bytes of the model; the same network gives the same bytes.
     *
     * @throws BadNetworkException that names the layer that can't be translated
     */
    public static byte[] bytes(SavedNetwork network) {
        NetworkSpec spec = network.spec();
        if (!spec.input().isPicture()) {
            throw new BadNetworkException(
                    spec.name()
                            + ": stands behind a backbone, and can't be translated to ONNX alone");
        }
        NetworkDefinition configuration = NetworkConfiguration.read(spec.configuration());
        NetworkShapes.check(spec, configuration);
        long expected = configuration.parameters();
        if (network.parameters().length != expected) {
            throw new BadNetworkException(
                    "parameters: this network has "
                            + expected
                            + " values, got "
                            + network.parameters().length);
        }
        try {
            return OnnxModelBuilder.translate(
                    configuration,
                    network.parameters(),
                    spec.input(),
                    scaling(spec.normalisation()),
                    Map.of(
                            "model.json",
                            new String(ModelJson.of(spec).toBytes(), StandardCharsets.UTF_8)));
        } catch (UnsupportedLayerException e) {
            throw new BadNetworkException(e.getMessage() + " can't be translated to ONNX", e);
        }
    }

    // (value / 255 - mean) / deviation, as one product and one sum
    private static InputScaling scaling(Normalisation normalisation) {
        int channels = normalisation.mean().size();
        float[] factors = new float[channels];
        float[] shifts = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double deviation = normalisation.deviation().get(channel);
            factors[channel] = (float) (1 / (255 * deviation));
            shifts[channel] = (float) (-normalisation.mean().get(channel) / deviation);
        }
        return new InputScaling(factors, shifts);
    }
}
