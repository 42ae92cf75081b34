package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.GraphNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read off a configuration is what a running network has. */
class NetworkSizeTest {
    private static Collection<String> updaters() {
        return Tuning.updaters();
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void shouldBeTheSizeOfWhatIsSaved(String updater) {
        NetworkSpec network = Tuning.updater(TestNetworks.small(), updater);
        SavedNetwork saved = saved(network);

        assertThat(NetworkSize.of(network))
                .isEqualTo(new NetworkSize(saved.parameters().length, saved.updaterState().length));
    }

    @Test
    void shouldCountAGraphWithRunningStatisticsThatNoUpdaterRemembers() {
        NetworkSpec network = GraphNetworks.small();
        SavedNetwork saved = saved(network);
        NetworkSize size = NetworkSize.of(network);

        assertThat(size.parameters()).isEqualTo(saved.parameters().length);
        assertThat(size.updaterState())
                .isBetween((long) saved.updaterState().length, 2 * size.parameters());
    }

    private static SavedNetwork saved(NetworkSpec network) {
        try (OnlineClassifier online = Networks.online(Networks.initial(network, 1), 2)) {
            return online.saved();
        }
    }
}
