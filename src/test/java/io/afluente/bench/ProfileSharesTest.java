package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSharesTest {
    @TempDir private Path folder;

    @Test
    void shouldSayWhichPackageTheTimeWentTo() throws IOException {
        Path file = folder.resolve("bench.jfr");
        List<ProfileShare> shares;
        try (FlightProfile profile = FlightProfile.start()) {
            double sum = 0;
            for (long end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; ) {
                sum += Quantiles.median(sum, 3, 1, 2);
            }
            assertThat(sum).isFinite();
            shares = profile.write(file);
        }

        assertThat(file).isNotEmptyFile();
        assertThat(shares)
                .filteredOn(share -> share.of().equals("java"))
                .first()
                .satisfies(
                        share -> {
                            assertThat(share.what()).isEqualTo("io.afluente.bench");
                            assertThat(share.share()).isBetween(0.5, 1.0);
                        });
        assertThat(shares).anyMatch(share -> share.of().equals("process"));
    }

    @ParameterizedTest
    @CsvSource({
        "afluente-mnist-classify-1f-StreamThread-1, stream threads",
        "kafka-producer-network-thread | a, producers",
        "data-plane-kafka-request-handler-3, broker",
        "C2 CompilerThread0, compilers",
        "kafka-admin-client-thread | adminclient-3, kafka-admin-client-thread",
        "bench-0, bench",
        "main, main"
    })
    void shouldPutThreadsOfAKindTogether(String name, String kind) {
        assertThat(ProfileShares.kind(name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "io.afluente.model.plan.stage.Relu, io.afluente.model.plan.stage",
        "org.apache.kafka.streams.processor.internals.StreamTask, org.apache.kafka.streams",
        "Outside, Outside"
    })
    void shouldNameOurRoomsAndTheLibrariesOfOthers(String type, String name) {
        assertThat(ProfileShares.packageOf(type)).isEqualTo(name);
    }
}
