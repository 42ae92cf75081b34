package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestBackbones;
import io.afluente.TestNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.engine.BackboneEngine;
import io.afluente.model.file.NetworkFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version makes of a picture, behind a backbone and without one. */
class InsightsTest {
    @TempDir private Path folder;

    @Test
    void shouldShowWhereCoveringCostsMostBehindABackboneAndSayThatItsLayersAreHidden() {
        NetworkFolder model = TestBackbones.writeFolder(folder, 7);
        NetworkSpec network = model.spec();
        var engine = new BackboneEngine(new Nd4jEngine(64), spec -> model.backbone().orElseThrow());
        try (Insights insights = new Insights(engine)) {
            Insights.Insight seen =
                    insights.look(
                            TestBackbones.untrained(network, 1), TestNetworks.picture(1).image());

            assertThat(seen.layers()).isEmpty();
            assertThat(seen.about()).contains("backbone");
            assertThat(seen.occlusion().values()).contains((byte) 255);
        }
    }

    @Test
    void shouldShowTheLayersOfANetworkThatTakesPictures() {
        try (Insights insights = new Insights(new Nd4jEngine(64))) {
            Insights.Insight seen =
                    insights.look(TestNetworks.untrained(1, 1), TestNetworks.picture(1).image());

            assertThat(seen.layers()).isNotEmpty();
            assertThat(seen.about()).isEmpty();
        }
    }
}
