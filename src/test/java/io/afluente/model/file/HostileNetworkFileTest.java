package io.afluente.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import io.afluente.model.TestNetworks;
import io.afluente.model.dl4j.Networks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checkpoints that somebody made to do harm, or that a bad disk made: each is refused, and says
 * why.
 */
class HostileNetworkFileTest {
    private static final byte[] FILE = NetworkFile.write(Networks.initial(TestNetworks.small(), 7));
    private static final int ARRAY_HEADER = 0x70 + 1;

    @Test
    void shouldRefuseWhatIsNoZip() {
        assertRefused(new byte[0], "no zip file");
        assertRefused("hello".getBytes(StandardCharsets.UTF_8), "no zip file");
    }

    @Test
    void shouldRefuseAnUnknownEntry() {
        assertRefused(
                with("stranger.bin", new byte[] {(byte) 0xac, (byte) 0xed}),
                "the entry \"stranger.bin\" does not belong there");
        assertRefused(with("../escape", new byte[1]), "the entry \"../escape\" does not belong");
        assertRefused(with("afluente/../../x", new byte[1]), "does not belong there");
    }

    @Test
    void shouldRefuseAMissingEntry() {
        assertRefused(without("coefficients.bin"), "coefficients.bin: is missing");
        assertRefused(without("configuration.json"), "configuration.json: is missing");
        assertRefused(without("model.json"), "model.json: is missing");
    }

    @Test
    void shouldRefuseAnEntryThatIsThereTwice() {
        byte[] file = with("afluente/a", new byte[1], "afluente/b", new byte[1]);
        byte[] twice = replace(file, "afluente/b", "afluente/a");

        assertRefused(twice, "afluente/a: is there twice");
    }

    @Test
    void shouldRefuseTooManyEntries() {
        Map<String, byte[]> entries = entries();
        for (int i = 0; i < 40; i++) {
            entries.put("afluente/" + i, new byte[0]);
        }

        assertRefused(ZipContents.write(entries), "more than 32 entries");
    }

    @Test
    void shouldStopInflatingABomb() {
        byte[] zeros = new byte[200 << 20];
        byte[] bomb = deflated("coefficients.bin", zeros);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertRefused(bomb, "coefficients.bin: too large for a file of this size");
    }

    @Test
    void shouldRefuseForeignClasses() {
        for (String name :
                new String[] {
                    "java.net.URL", "org.nd4j.shade.jackson.databind.JsonNode", "javax.script.X"
                }) {
            assertRefused(
                    configuration(
                            json ->
                                    json.replace(
                                            "org.nd4j.linalg.activations.impl.ActivationReLU",
                                            name)),
                    "the class \"" + name + "\" is not allowed");
        }
    }

    @Test
    void shouldRefuseAClassThatHidesBehindARepeatedKey() {
        assertRefused(
                configuration(
                        json ->
                                json.replace(
                                        "\"@class\" : \"org.nd4j.linalg.activations.impl",
                                        "\"@class\" : \"java.net.URL\","
                                                + " \"@class\" :"
                                                + " \"org.nd4j.linalg.activations.impl")),
                "Duplicate field '@class'");
    }

    @Test
    void shouldRefuseANetworkOfImpossibleSize() {
        assertRefused(
                configuration(json -> json.replace("\"nout\" : 4,", "\"nout\" : 2000000000,")),
                "configuration.json: ");
    }

    @Test
    void shouldRefuseALayerThatBlowsUpImages() {
        assertRefused(
                configuration(
                        json ->
                                json.replace(
                                        "\"padding\" : [ 1, 1 ]", "\"padding\" : [ 9999, 9999 ]")),
                "conv: gives");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "{\"confs\": []}", "{\"confs\": [null]}", "{"})
    void shouldRefuseAConfigurationThatIsNone(String json) {
        assertRefused(configuration(any -> json), "configuration.json: ");
    }

    @Test
    void shouldRefuseDeepJson() {
        assertRefused(
                configuration(json -> "[".repeat(100_000)),
                "configuration.json: configuration: no");
    }

    @Test
    void shouldRefuseAnArrayInALossThatClaimsToBeHuge() {
        assertRefused(
                configuration(
                        json ->
                                json.replace(
                                        "\"softmaxClipEps\"",
                                        "\"weights\" : {\"dataType\" : \"FLOAT\", \"shape\" :"
                                                + " [2000000000], \"ordering\" : \"c\", \"data\" :"
                                                + " []}, \"softmaxClipEps\"")),
                "configuration.json: ");
    }

    @Test
    void shouldRefuseParametersThatAreNotNumbers() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            byte[] parameters = entries().get("coefficients.bin");
            ByteBuffer.wrap(parameters).putFloat(ARRAY_HEADER + 8, value);

            assertRefused(
                    with("coefficients.bin", parameters), "coefficients.bin: value 2 is " + value);
        }
    }

    @Test
    void shouldRefuseTheWrongNumberOfParameters() {
        assertRefused(
                with("coefficients.bin", NdArrayFormat.write(new float[5])),
                "coefficients.bin: the configuration has");
    }

    @Test
    void shouldRefuseMoreUpdaterStateThanAnyUpdaterKeeps() {
        assertRefused(
                with("updaterState.bin", NdArrayFormat.write(new float[5000])),
                "updaterState.bin: no updater keeps 5000 values");
    }

    @Test
    void shouldRefuseAnArrayThatLies() {
        byte[] honest = NdArrayFormat.write(new float[] {1, 2, 3});
        assertRefused(array(honest, 32, 99), "a vector is needed, not rank 99");
        assertRefused(array(honest, 40, -1), "a vector is needed, not 1x-1");
        assertRefused(array(honest, 40, Long.MAX_VALUE), "a vector is needed");
        assertRefused(array(honest, 40, 100), "the shape has 100 values, the buffer 3");
        assertRefused(
                with("coefficients.bin", Arrays.copyOf(honest, honest.length - 1)),
                "3 values need 12 bytes, there are 11");
        assertRefused(with("coefficients.bin", Arrays.copyOf(honest, 20)), "too early");
    }

    @Test
    void shouldRefuseAStepCountBelowZero() {
        assertRefused(
                configuration(
                        json -> json.replace("\"iterationCount\" : 0", "\"iterationCount\" : -1")),
                "iterationCount: at least 0, not -1");
    }

    @Test
    void shouldRefuseLabelsThatDoNotFit() {
        byte[] model = entries().get("model.json");
        String json = new String(model, StandardCharsets.UTF_8).replace("\"c\"", "\"c\",\"d\"");

        assertRefused(
                with("model.json", json.getBytes(StandardCharsets.UTF_8)), "labels: there are 4");
    }

    @Test
    void shouldSurviveAnyDamage() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = FILE.clone();
            for (int hit = 0; hit <= i % 3; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            readOrRefuse(Arrays.copyOf(damaged, damaged.length - i % 2 * random.nextInt(500)));
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            assertThat(NetworkFile.read(file).parameters()).isNotEmpty();
        } catch (BadNetworkException expected) {
            assertThat(expected).hasMessageNotContaining("\n");
        }
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> NetworkFile.read(file))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(reason);
    }

    private static Map<String, byte[]> entries() {
        return new LinkedHashMap<>(ZipContents.read(FILE, name -> true));
    }

    private static byte[] with(String name, byte[] content) {
        Map<String, byte[]> entries = entries();
        entries.put(name, content);
        return ZipContents.write(entries);
    }

    private static byte[] with(String name, byte[] content, String other, byte[] its) {
        Map<String, byte[]> entries = entries();
        entries.put(name, content);
        entries.put(other, its);
        return ZipContents.write(entries);
    }

    private static byte[] without(String name) {
        Map<String, byte[]> entries = entries();
        entries.remove(name);
        return ZipContents.write(entries);
    }

    private static byte[] configuration(UnaryOperator<String> change) {
        String json = new String(entries().get("configuration.json"), StandardCharsets.UTF_8);
        String changed = change.apply(json);
        assertThat(changed).isNotEqualTo(json);
        return with("configuration.json", changed.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] array(byte[] honest, int offset, long value) {
        byte[] lying = honest.clone();
        ByteBuffer.wrap(lying).putLong(offset, value);
        return with("coefficients.bin", lying);
    }

    private static byte[] replace(byte[] file, String what, String by) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] deflated(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
