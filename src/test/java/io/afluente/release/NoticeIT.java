package io.afluente.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds {@code NOTICE} against what the build puts into {@code lib/}. */
class NoticeIT {
    private static final Path BILL = Path.of("target/bom.json");
    private static final Path NOTICE = Path.of("NOTICE");
    private static final Path MADE = Path.of("target/NOTICE");

    private JsonNode bill;

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.exists(BILL), "there is no " + BILL + ": the phase package writes it");
        bill = new ObjectMapper().readTree(BILL.toFile());
    }

    @Test
    void shouldNameEveryLibraryAndItsLicence() throws IOException {
        Files.writeString(MADE, Notice.of(bill));

        assertThat(Files.readString(NOTICE))
                .as("if the libraries are meant to be these: cp %s %s", MADE, NOTICE)
                .isEqualTo(Files.readString(MADE));
    }

    @Test
    void shouldListWhatIsPackaged() {
        assertThat(Notice.components(bill))
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        library -> {
                            assertThat(library.path("licenses"))
                                    .as(library.toString())
                                    .isNotEmpty();
                            assertThat(library.path("scope").asText()).isNotEqualTo("excluded");
                        });
    }
}
