package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRecordsTest {
    @TempDir private Path folder;

    @Test
    void shouldHoldPointersInMemoryAndPiecesInAFile() {
        try (ModelRecords records = new ModelRecords(folder)) {
            for (int piece = 0; piece < 50; piece++) {
                records.put("mnist/000001-aa/" + piece, new byte[100_000 + piece]);
            }
            records.put("mnist/candidate", new byte[] {1, 2});

            assertThat(records.bytesInMemory()).isEqualTo(2);
            assertThat(records.get("mnist/candidate")).containsExactly(1, 2);
            assertThat(records.get("mnist/000001-aa/49")).hasSize(100_049);
            assertThat(records.get("mnist/000001-aa/50")).isNull();
        }
    }

    @Test
    void shouldHoldTheLatestWhateverCameBefore() {
        try (ModelRecords records = new ModelRecords(folder)) {
            byte[][] values = {new byte[9_000], {1}, new byte[9_001], null, {2}, null};
            for (byte[] value : values) {
                records.put("key", value);

                assertThat(records.get("key")).isEqualTo(value);
            }
        }
    }
}
