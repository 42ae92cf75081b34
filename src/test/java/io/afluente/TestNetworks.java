package io.afluente;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.model.NetworkFolder;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Networks;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.nio.file.Path;
import java.util.Random;

/** Networks and pictures for tests: the repository's own, and small synthetic digits. */
public final class TestNetworks {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);

    private TestNetworks() {}

    /** The network of {@code models/mnist}. */
    public static NetworkSpec mnist() {
        return NetworkFolder.read(Path.of("models", "mnist")).spec();
    }

    /** A network that has learned nothing, as a checkpoint; another seed is another network. */
    public static Checkpoint untrained(long sequence, long seed) {
        SavedNetwork network = Networks.initial(mnist(), seed);
        Lineage lineage = Lineage.beginning(null, network, seed, "test", "test");
        return Checkpoint.seal(sequence, network, lineage, new byte[0]);
    }

    /**
     * A noisy picture whose bright row tells its label: easy to learn, the same for each number.
     */
    public static LabeledImage picture(int number) {
        Random random = new Random(number);
        int label = number % 10;
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SHAPE.width();
            boolean bright = row / 2 == label + 2;
            pixels[i] = (byte) ((bright ? 160 : 0) + random.nextInt(90));
        }
        return new LabeledImage(new Image(SHAPE, pixels), label);
    }
}
