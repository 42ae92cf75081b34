package io.afluente.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.dl4j.Networks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints and descriptions of networks from anywhere. */
class NetworkFuzzTest {
    private static final NetworkSpec SPEC = TestNetworks.of(TestNetworks.output());
    private static final byte[] FILE = NetworkFile.write(Networks.initial(SPEC, 7));
    private static final Map<String, byte[]> ENTRIES = ZipContents.read(FILE, name -> true);

    /** The bytes of a file. */
    @MethodSource("checkpoints")
    @FuzzTest(maxDuration = "10m")
    void checkpoint(byte[] file) {
        read(file);
    }

    /** A sound file of which one entry is something else: behind the checksum. */
    @FuzzTest(maxDuration = "10m")
    void checkpointEntry(FuzzedDataProvider data) {
        Map<String, byte[]> entries = new LinkedHashMap<>(ENTRIES);
        List<String> names = new ArrayList<>(entries.keySet());
        names.add("afluente/lineage.json");
        String name = data.consumeBoolean() ? data.pickValue(names) : data.consumeString(40);
        byte[] before = entries.getOrDefault(name, new byte[0]);
        int from = data.consumeInt(0, before.length);
        int to = data.consumeInt(from, before.length);
        entries.put(name, spliced(before, from, to, data.consumeRemainingAsBytes()));

        read(ZipContents.write(entries));
    }

    /** {@code model.json}. */
    @MethodSource("descriptions")
    @FuzzTest(maxDuration = "10m")
    void modelJson(byte[] json) {
        Refusal.orRead(
                BadNetworkException.class,
                () -> ModelJson.parse(json).spec("fuzzed", SPEC.configuration()));
    }

    /** {@code network.json}, and {@code configuration.json} in a checkpoint. */
    @MethodSource("configurations")
    @FuzzTest(maxDuration = "10m")
    void networkJson(byte[] json) {
        Refusal.orRead(
                BadNetworkException.class,
                () ->
                        NetworkConfiguration.canonical(
                                NetworkConfiguration.parse(
                                        new String(json, StandardCharsets.UTF_8))));
    }

    private static void read(byte[] file) {
        Refusal.orRead(
                BadNetworkException.class,
                () -> {
                    SavedNetwork network = NetworkFile.read(file);
                    byte[] again = NetworkFile.write(network);
                    assertThat(NetworkFile.read(again).parameters())
                            .isEqualTo(network.parameters());
                });
    }

    private static byte[] spliced(byte[] before, int from, int to, byte[] middle) {
        byte[] after = new byte[before.length - (to - from) + middle.length];
        System.arraycopy(before, 0, after, 0, from);
        System.arraycopy(middle, 0, after, from, middle.length);
        System.arraycopy(before, to, after, from + middle.length, before.length - to);
        return after;
    }

    static Stream<byte[]> checkpoints() {
        return Stream.of(FILE, NetworkFile.write(Networks.initial(TestNetworks.small(), 7)));
    }

    static Stream<byte[]> descriptions() {
        return Stream.of(ModelJson.of(SPEC).toBytes());
    }

    static Stream<byte[]> configurations() {
        return Stream.of(SPEC, TestNetworks.small(), TestNetworks.withDropout())
                .map(spec -> spec.configuration().getBytes(StandardCharsets.UTF_8));
    }
}
