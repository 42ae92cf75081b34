package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSettingsTest {
    @TempDir private Path folder;

    @Test
    void shouldWantBothFilesOfTlsOrNeither() {
        assertRefused(
                Map.of("http-certificate", "tls.crt"),
                "--http-certificate and --http-key: TLS needs both, or neither");
    }

    @Test
    void shouldSayBeforeTheStartWhichFileOfTlsIsWrong() throws Exception {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), "none");
        Path key = folder.resolve("tls.key");

        assertRefused(
                Map.of("http-certificate", certificate.toString(), "http-key", key.toString()),
                "--http-certificate, --http-key: %s: no certificate in it (-----BEGIN CERTIFICATE-----)"
                        .formatted(certificate));
    }

    private static void assertRefused(Map<String, String> given, String message) {
        Settings settings = new Settings(List.of(SettingSource.options(given)));
        assertThatThrownBy(() -> WebSettings.read(settings))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }
}
