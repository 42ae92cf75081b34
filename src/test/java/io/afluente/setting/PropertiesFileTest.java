package io.afluente.setting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No setting is lost by the way in which an editor saved its file. */
class PropertiesFileTest {
    @TempDir private Path folder;

    @Test
    void shouldReadTheFirstLineBehindAByteOrderMark() throws IOException {
        Path file = file("\ufeffsecurity.protocol=SASL_SSL\r\nsasl.mechanism=PLAIN\r\n", UTF_8);

        assertThat(PropertiesFile.read("--config", file))
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
    }

    @Test
    void shouldReadSettingsBehindAByteOrderMark() throws IOException {
        Path file = file("\ufeffbatch-size=32", UTF_8);

        assertThat(new Settings(List.of(SettingSource.file(file))).whole("batch-size"))
                .isEqualTo(32);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() throws IOException {
        for (Charset charset : List.of(UTF_16, UTF_16LE)) {
            assertRefused(
                    file("security.protocol=SSL", charset),
                    "is not in UTF-8 but perhaps in UTF-16; save it as UTF-8");
        }
        assertRefused(file("user=\u00e9", ISO_8859_1), "is not in UTF-8; save it as UTF-8");
    }

    @Test
    void shouldRefuseNamesThatNobodyCouldMean() throws IOException {
        assertRefused(
                file("a=b\n\ufeffsecurity.protocol=SSL", UTF_8),
                "\"\ufeffsecurity.protocol\" can't be the name of a setting");
    }

    @Test
    void shouldSayWhatCanNotBeRead() throws IOException {
        assertRefused(folder.resolve("none"), "there is no such file to read");
        assertRefused(file("a=\\u12", UTF_8), "can't be read: Malformed \\uxxxx encoding.");
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("client.properties"), text.getBytes(charset));
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> PropertiesFile.read("--config", file))
                .isInstanceOf(UserException.class)
                .hasMessage("--config " + file + ": " + reason);
    }
}
