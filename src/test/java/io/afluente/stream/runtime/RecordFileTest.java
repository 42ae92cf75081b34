package io.afluente.stream.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    @TempDir private Path folder;

    @Test
    void shouldHoldWhatAMapHolds() {
        Map<Bytes, byte[]> expected = new HashMap<>();
        Random random = new Random(7);
        try (RecordFile file = new RecordFile(folder.resolve("state"))) {
            for (int i = 0; i < 2_000; i++) {
                Bytes key = key("mnist/" + random.nextInt(20));
                if (random.nextInt(4) == 0) {
                    file.remove(key);
                    expected.remove(key);
                } else {
                    byte[] value = new byte[random.nextInt(50)];
                    random.nextBytes(value);
                    file.put(key, value);
                    expected.put(key, value);
                }
                for (int k = 0; k < 20; k++) {
                    Bytes other = key("mnist/" + k);
                    assertThat(file.get(other)).isEqualTo(expected.get(other));
                }
            }
        }
    }

    @Test
    void shouldTakeNoMoreRoomForEachVersionThatComesAndGoes() {
        try (RecordFile file = new RecordFile(folder)) {
            for (int version = 0; version < 1_000; version++) {
                file.put(key("mnist/" + version + "/0"), new byte[900]);
                file.put(key("mnist/" + version + "/1"), new byte[77]);
                file.remove(key("mnist/" + (version - 3) + "/0"));
                file.remove(key("mnist/" + (version - 3) + "/1"));
            }

            assertThat(file.bytes()).isLessThanOrEqualTo(4 * (900 + 77));
        }
    }

    @Test
    void shouldLeaveNoFileEvenToAProcessThatIsKilled() throws IOException {
        try (RecordFile file = new RecordFile(folder)) {
            file.put(key("a"), new byte[10]);

            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void shouldForgetNoFreePlaceWhileTheDiskIsFull() throws IOException {
        Path path = Files.createFile(folder.resolve("file"));
        FullDisk disk =
                new FullDisk(
                        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try (RecordFile file = new RecordFile(folder, disk)) {
            file.put(key("first"), new byte[900]);
            file.put(key("other"), new byte[] {7, 7, 7});
            disk.full = true;
            assertThat(file.put(key("first"), new byte[900])).isFalse();
            assertThat(file.put(key("new"), new byte[500])).isFalse();
            disk.full = false;

            assertThat(file.put(key("next"), new byte[900])).isTrue();
            assertThat(file.put(key("new"), new byte[500])).isTrue();
            assertThat(file.get(key("first"))).isNull();
            assertThat(file.get(key("other"))).containsExactly(7, 7, 7);
            assertThat(file.bytes()).isEqualTo(900 + 3 + 500);
        }
    }

    private static Bytes key(String key) {
        return Bytes.wrap(key.getBytes(UTF_8));
    }
}
