package io.afluente.model.engine;

import io.afluente.TestNetworks;
import io.afluente.image.Resizing;
import io.afluente.model.BackboneSpec;
import io.afluente.model.BackboneSpec.Channels;
import io.afluente.model.Layout;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.onnx.OnnxExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backbones for tests: an untrained network of this repository's as an ONNX file. */
public final class Backbones {
    private Backbones() {}

    /** Writes the file, whose input is 8-bit and channels last. */
    public static Path write(Path folder) {
        return write(folder, 7);
    }

    /** The same of other parameters. */
    public static Path write(Path folder, long seed) {
        try {
            byte[] model = OnnxExport.bytes(Networks.initial(TestNetworks.mnist(), seed));
            return Files.write(folder.resolve("network.onnx"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of it. */
    public static BackboneSpec spec(String output, int size) {
        NetworkSpec network = TestNetworks.mnist();
        return new BackboneSpec(
                "0".repeat(64),
                "pixels",
                output,
                size,
                network.input(),
                Resizing.LETTERBOX,
                Layout.CHANNELS_LAST,
                Channels.RGB,
                new Normalisation(List.of(0f), List.of(1f)));
    }
}
