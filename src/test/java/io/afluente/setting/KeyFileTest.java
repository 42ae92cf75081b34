package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.registry.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String KEY = "a key of enough bytes";

    @TempDir private Path folder;

    @Test
    void shouldTakeTheSameKeyWithAndWithoutTheEndOfItsLine() throws IOException {
        Manifest manifest = Manifest.of(TestNetworks.untrained(0, 1));
        Manifest signed = KeyFile.read(file(KEY + "\n")).sign(manifest);

        assertThat(KeyFile.read(file(KEY)).tell(signed)).isEqualTo("signed by our key");
        assertThat(KeyFile.read(file(KEY + "!")).tell(signed)).startsWith("signed by another key");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileAndNotWhatIsInIt() throws IOException {
        String weak = file("too few");
        String none = folder.resolve("none").toString();

        assertThatThrownBy(() -> KeyFile.read(weak))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--checkpoint-key-file " + weak)
                .hasMessageContaining("16 at least")
                .hasMessageNotContaining("too few\"");
        assertThatThrownBy(() -> KeyFile.read(none))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no such file");
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ""), text).toString();
    }
}
