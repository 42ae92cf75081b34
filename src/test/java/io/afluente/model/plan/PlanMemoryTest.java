package io.afluente.model.plan;

import static io.afluente.model.plan.TestPlans.convolution;
import static io.afluente.model.plan.TestPlans.output;
import static io.afluente.model.plan.TestPlans.pooling;
import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Native memory comes back on close, without the garbage collector's help. */
class PlanMemoryTest {
    private static final int BATCH = 512;
    private static final ExampleInputs BLANK = (example, out) -> {};
    private static final long MEGABYTE = 1 << 20;

    private final CompiledNetwork blueprint =
            TestPlans.compile(convolution(Activation.RELU), pooling(PoolingType.MAX), output());

    @Test
    void shouldStayFlatOverManyPlans() {
        use(10);
        long before = Pointer.physicalBytes();

        use(100);

        // two of them hold 3 MB
        assertThat(Pointer.physicalBytes() - before).isLessThan(100 * MEGABYTE);
    }

    private void use(int plans) {
        for (int i = 0; i < plans; i++) {
            try (Plan plan = new Plan(blueprint, BATCH);
                    LearningPlan learning = new LearningPlan(blueprint, BATCH, 1 + i % 3, 2)) {
                plan.answer(BATCH);
                learning.learn(TestPlans.labels(BATCH, i), BLANK, 0, 0);
            }
        }
    }
}
