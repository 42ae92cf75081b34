package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.CountingMeters;
import io.afluente.TopicSchemas;
import io.afluente.model.BadNetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what its name says, whole or not at all, however its pieces come. */
class BackboneFolderTest {
    private static final int CHUNK = Manifest.CHUNK_BYTES;

    @TempDir private Path folder;
    private final ModelKeys keys = new ModelKeys("mnist");
    private final byte[] bytes = new byte[2 * CHUNK + 17];
    private final CountingMeters meters = new CountingMeters();
    private String sha256;
    private Path cache;
    private BackboneFolder files;
    private BackboneArrivals arrivals;

    @BeforeEach
    void drawBytes() {
        new Random(1).nextBytes(bytes);
        sha256 = Sha256.of(bytes);
        cache = folder.resolve("cache");
        files = new BackboneFolder(cache);
        arrivals = new BackboneArrivals("mnist", files, meters);
    }

    @Test
    void shouldMakeAFileOfPiecesInAnyOrder() throws IOException {
        assertThat(chunk(2)).isFalse();
        assertThat(manifest()).isFalse();
        assertThat(chunk(0)).isFalse();
        assertThat(files.find(sha256)).isEmpty();

        assertThat(chunk(1)).as("the last piece").isTrue();

        assertThat(Files.readAllBytes(files.find(sha256).orElseThrow())).isEqualTo(bytes);
        assertThat(Sha256.of(files.find(sha256).orElseThrow())).isEqualTo(sha256);
        assertThat(names()).containsExactly(sha256 + ".onnx");
    }

    @Test
    void shouldWriteNothingThatIsThere() throws IOException {
        Path source = Files.write(folder.resolve("any.onnx"), bytes);
        Path place = files.adopt(source, sha256);
        FileTime written = Files.getLastModifiedTime(place);

        assertThat(chunk(0) || chunk(1) || chunk(2) || manifest()).isFalse();

        assertThat(Files.getLastModifiedTime(place)).isEqualTo(written);
        assertThat(names()).containsExactly(sha256 + ".onnx");
    }

    @Test
    void shouldNeverMakeAFileWhileAPieceIsMissing() throws IOException {
        chunk(0);
        chunk(2);
        arrivals.take(keys.backboneChunk(sha256, 1), null);
        manifest();

        assertThat(files.find(sha256)).isEmpty();
        assertThat(meters.count("backbone.refusals")).isZero();
        // a process that starts again begins with the first piece
        BackboneArrivals again = new BackboneArrivals("mnist", files, meters);
        again.take(keys.backboneChunk(sha256, 1), piece(1));
        assertThat(files.find(sha256)).isEmpty();
    }

    @Test
    void shouldRefuseOtherBytesAndTakeTheRightOnesAfterwards() throws IOException {
        chunk(0);
        byte[] other = piece(1);
        other[5]++;
        arrivals.take(keys.backboneChunk(sha256, 1), other);
        chunk(2);
        assertThat(manifest()).isFalse();
        assertThat(meters.count("backbone.refusals")).isEqualTo(1);
        assertThat(names()).as("nothing of it stays").isEmpty();

        chunk(0);
        chunk(1);
        chunk(2);

        assertThat(manifest()).isTrue();
        assertThat(files.find(sha256)).isPresent();
    }

    @Test
    void shouldRefuseAManifestOfAnother() throws IOException {
        byte[] json = BackboneManifest.of(bytes.length, "0".repeat(64)).toJson();

        assertThat(arrivals.take(keys.backbone(sha256), json)).isFalse();

        assertThat(meters.count("backbone.refusals")).isEqualTo(1);
    }

    @Test
    void shouldDescribeABackboneAsItsTopicSays() {
        byte[] json = BackboneManifest.of(bytes.length, sha256).toJson();

        assertThat(TopicSchemas.complaints("models", "backbone", json)).isEmpty();
        assertThat(BackboneManifest.fromJson(json).chunks()).isEqualTo(3);
    }

    @Test
    void shouldRefusePiecesThatAreNone() {
        arrivals.take(keys.backboneChunk(sha256, 999_999), new byte[1]);
        arrivals.take(keys.backboneChunk(sha256, 0), new byte[CHUNK + 1]);
        arrivals.take(keys.backbone(sha256), new byte[] {'x'});

        assertThat(meters.count("backbone.refusals")).isEqualTo(3);
    }

    @Test
    void shouldTakeNothingOfAnotherNetwork() {
        assertThat(arrivals.take("other/backbone/" + sha256 + "/0", piece(0))).isFalse();

        assertThat(cache).doesNotExist();
    }

    @Test
    void shouldTakeAwayAFileThatHasChanged() throws IOException {
        Path place = files.adopt(Files.write(folder.resolve("any.onnx"), bytes), sha256);
        assertThat(files.find(sha256)).isPresent();

        Files.write(place, new byte[] {1, 2, 3});

        assertThat(files.find(sha256)).isEmpty();
        assertThat(place).doesNotExist();
    }

    @Test
    void shouldNotAdoptAnotherFile() throws IOException {
        Path source = Files.write(folder.resolve("any.onnx"), new byte[10]);

        assertThatThrownBy(() -> files.adopt(source, sha256))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("any.onnx has another");

        assertThat(names()).isEmpty();
    }

    @Test
    void shouldDropWhatKilledProcessesLeftBehind() throws IOException {
        Files.createDirectories(cache);
        Path old = Files.createFile(cache.resolve(".half-1.onnx"));
        Path fresh = Files.createFile(cache.resolve(".half-2.onnx"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        chunk(0);

        assertThat(old).doesNotExist();
        assertThat(fresh).as("another process is at it").exists();
    }

    private boolean chunk(int index) {
        return arrivals.take(keys.backboneChunk(sha256, index), piece(index));
    }

    private boolean manifest() {
        return arrivals.take(
                keys.backbone(sha256), BackboneManifest.of(bytes.length, sha256).toJson());
    }

    private byte[] piece(int index) {
        int from = index * CHUNK;
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
    }

    private String[] names() throws IOException {
        try (var all = Files.list(cache)) {
            return all.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }
}
