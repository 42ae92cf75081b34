package io.afluente;

import static io.afluente.TestAnswers.probabilities;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A checkpoint's file needs nothing of ours: DL4J opens it, and answers as the service did. */
@ExtendWith(BrokerExtension.class)
class StockDl4jOpensCheckpointsIT {
    private static final int PICTURES = 200;

    @TempDir private Path folder;

    @Test
    void shouldAnswerAsTheServiceDid(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        try (LearnRole learn = service.learner(Meters.none())) {
            learn.start();
            service.sendLabeled(0, 8 * 12);
            service.sendControl(Control.Order.CHECKPOINT);
            cluster.read(cluster.topics().scores(), 12);
        }
        try (ClassifyRole classify = service.classifier(Meters.none())) {
            classify.start();
            service.sendImages(0, PICTURES);
            List<PredictionRecord> answers = service.answers(PICTURES);

            MultiLayerNetwork stock =
                    ModelSerializer.restoreMultiLayerNetwork(
                            file(answers.get(0).version()).toFile());
            for (PredictionRecord answer : answers) {
                assertThat(answer.version()).isEqualTo(answers.get(0).version());
                float[] expected = stock.output(input(answer)).toFloatVector();
                for (int i = 0; i < expected.length; i++) {
                    assertThat(probabilities(answer)[i]).isCloseTo(expected[i], within(1e-5f));
                }
            }
        }
    }

    private Path file(String version) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            return files.filter(f -> f.getFileName().toString().startsWith(version))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static INDArray input(PredictionRecord answer) {
        NetworkSpec spec = TestNetworks.mnist();
        int number = Integer.parseInt(answer.id().substring("id-".length()));
        byte[] pixels = TestNetworks.picture(number).image().pixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = spec.normalisation().apply(pixels[i] & 0xff, 0);
        }
        return Nd4j.createFromArray(values).reshape(1, 1, 28, 28);
    }
}
