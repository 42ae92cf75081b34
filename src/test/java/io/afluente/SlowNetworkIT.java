package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.service.ClassifyRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** A network so slow that a full slice takes longer than a transaction lasts. */
@ExtendWith(BrokerExtension.class)
class SlowNetworkIT {
    private static final int IMAGES = 130;

    @TempDir private Path folder;

    @Test
    void shouldAnswerEachImageOnceWithoutDoingAnyWorkTwice(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        new ModelsTopic(cluster.client(), cluster.topics(), "mnist").publish(slow());
        service.sendImages(0, IMAGES);
        DoubleAdder computed = new DoubleAdder();

        try (ClassifyRole role = service.classifier(summing("slice.images", computed))) {
            role.start();
            Waiting.until("all answers", () -> role.isAlive() && answered(cluster) >= IMAGES);
            List<PredictionRecord> answers = service.answers(IMAGES);

            assertThat(answers)
                    .extracting(PredictionRecord::id)
                    .doesNotHaveDuplicates()
                    .hasSize(IMAGES);
            assertThat(role.isAlive()).isTrue();
        }
        assertThat(computed.sum()).as("images computed").isEqualTo(IMAGES);
        assertThat(service.answers(IMAGES)).hasSize(IMAGES);
    }

    private static int answered(TestCluster cluster) {
        return cluster.read(cluster.topics().predictions()).size();
    }

    /** About 200 ms an image on one processor. */
    private static Checkpoint slow() {
        NetworkSpec spec =
                TestNetworks.likeMnist(
                        convolution(31), // 84 x 84 from here on
                        convolution(3),
                        convolution(3),
                        convolution(3),
                        new SubsamplingLayer.Builder().kernelSize(42, 42).stride(42, 42).build(),
                        TestNetworks.output());
        SavedNetwork network = Networks.initial(spec, 1);
        Lineage lineage = Lineage.beginning(null, network, 1, "test", "test");
        return Checkpoint.seal(1, network, lineage, new byte[0]);
    }

    private static Layer convolution(int padding) {
        return new ConvolutionLayer.Builder(7, 7)
                .padding(padding, padding)
                .nOut(128)
                .activation(Activation.RELU)
                .build();
    }

    private static Meters summing(String sample, DoubleAdder sum) {
        return new Meters() {
            @Override
            public Counter counter(String name, String... tags) {
                return Meters.none().counter(name, tags);
            }

            @Override
            public Sample sample(String name, String... tags) {
                return name.equals(sample) ? sum::add : Meters.none().sample(name, tags);
            }

            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {}
        };
    }
}
